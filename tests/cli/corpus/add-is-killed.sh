# Killed at any moment, adding again completes the store: nothing lost, nothing doubled, the same as in one go.
seq 1 6000 | awk '{srand($1); printf "{\"id\":\"n%d\",\"date\":\"2015-%02d-%02d\",\"url\":\"http://news.example/%d\",\"labels\":[\"t%d\"],\"text\":\"", $1, 1+$1%12, 1+$1%28, $1, $1%5;
  n=40+$1%60; for(i=0;i<n;i++) printf "word%d ", int(rand()*5000); print "end.\"}"}' >a.jsonl
dateline corpus add -q --db whole.db a.jsonl
dateline corpus export --db whole.db >want
kills=0
for pause in 0.00 0.02 0.05 0.09 0.14 0.2 0.3 0.45; do
  dateline corpus add -q --db cut.db a.jsonl & pid=$!
  sleep "$pause"
  kill -KILL $pid 2>/dev/null && kills=$((kills + 1))
  wait $pid 2>/dev/null
done
[ $kills -ge 2 ] && echo "killed several times"
dateline corpus add --db cut.db a.jsonl | awk '{ print "seen again or added:", $2 + $6 }'
dateline corpus export --db cut.db | cmp - want && echo "the same as in one go"
dateline corpus add --db cut.db a.jsonl
