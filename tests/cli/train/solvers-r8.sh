# All solvers give the same decisions on R8: trained on every second article of its training part, with the same C and
# the same features, on the others, which neither saw. Of these 2742 one differs between libsvm and the others, a near tie, since these put a
# price on the bias; two may.
[ -n "${DATELINE_LONG:-}" ] || { echo "set DATELINE_LONG=1: it trains on 2743 articles with each solver"; exit 77; }
r8=$DATELINE_SRC/../shared/data/r8.jsonl.gz
[ -e "$r8" ] || { echo "there is no ../shared/data/r8.jsonl.gz"; exit 77; }
zcat "$r8" | grep '"split": *"train"' >train.jsonl
sed -n 'p;n' train.jsonl >odd.jsonl
sed -n 'n;p' train.jsonl >even.jsonl
for solver in libsvm liblinear dual; do
  dateline train -q --one-topic --C 1 --features words --folds 2 --solver $solver -m $solver.model odd.jsonl
  dateline models show -m $solver.model --json | grep -o "\"solver\":\"$solver\""
  dateline classify -m $solver.model --tsv even.jsonl | cut -f 1,3 >$solver.tsv
done
wc -l <libsvm.tsv
for other in liblinear dual; do
  differ=$(diff libsvm.tsv $other.tsv | grep -c '^<' || true)
  [ "$differ" -le 2 ] || { echo "$differ decisions differ:"; diff libsvm.tsv $other.tsv; exit 1; }
done
