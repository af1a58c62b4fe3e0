cat >a.jsonl <<'EOF'
{"id":"a1","source":"One, Two","lang":"en","date":"2015-06-21","title":"Border \"talks\"","text":"Officers met.\n\nThey left.","labels":["crime","security"]}
{"id":"a2","lang":"en","date":"2015-06-24T02:00:00+05:00","title":"Early","text":"It was early in the morning."}
EOF
dateline corpus add -q a.jsonl
dateline corpus list --csv >one.csv
dateline corpus add -q --db two.db one.csv
dateline corpus list --db two.db --csv >two.csv
cmp one.csv two.csv
tr -d '\r' <one.csv
