# The gate for a nightly check: status 1 and a sentence where the model is not as good as asked, else 0.
head -6 "$DATELINE_SRC/examples/labelled.jsonl" >few.jsonl
dateline train -q -m a.model "$DATELINE_SRC/examples/labelled.jsonl"
dateline models test -m a.model --min-f1 0.5 few.jsonl >/dev/null || exit 9
dateline models test -m a.model --confusion --errors 2 "$DATELINE_SRC/examples/labelled.jsonl"
sed 's/"farm"/"port"/' few.jsonl >moved.jsonl
dateline models test -m a.model --min-f1 0.9 moved.jsonl >/dev/null
