# Keys from a pipe: toggle, accept, take back, none, skip, quit; what was decided stays when the file is added again.
for i in 1 2 3 4 5 6 7 8 9 10; do
  echo "{\"id\":\"f$i\",\"lang\":\"en\",\"text\":\"Farmers harvested wheat and barley on field number $i before the rain came.\",\"labels\":[\"farm\"]}"
  echo "{\"id\":\"p$i\",\"lang\":\"en\",\"text\":\"Dock workers unloaded a cargo vessel with containers at quay number $i.\",\"labels\":[\"port\"]}"
  echo "{\"id\":\"n$i\",\"lang\":\"en\",\"text\":\"A choir sang old songs for visitors on evening number $i.\",\"labels\":[]}"
done >tiny.jsonl
dateline train -q -m tiny.model tiny.jsonl
cat >new.jsonl <<'END'
{"id":"a","date":"2015-06-22","lang":"en","title":"Wheat at the quay","text":"Farmers brought wheat and barley, and dock workers unloaded the cargo on the evening before the rain."}
{"id":"b","date":"2015-06-23","lang":"en","title":"Songs","text":"A choir sang old songs for visitors."}
{"id":"c","date":"2015-06-24","lang":"en","title":"Cargo","text":"Dock workers unloaded a cargo vessel with containers."}
END
dateline corpus add -q new.jsonl
dateline classify --new -q -m tiny.model
printf '?1\nu12\nnsx' | dateline corpus review -m tiny.model
dateline corpus export | sed 's/"text":[^]]*"labels"/"labels"/'
echo '{"id":"a","title":"Wheat at the quay","labels":["farm"]}' | dateline corpus add -
dateline corpus show a | grep labels
dateline corpus label a --none
echo '{"id":"a","title":"Wheat at the quay","labels":["farm"]}' | dateline corpus add -q -
printf 'n' | dateline corpus review -q -m tiny.model --topic port -n 1 | head -3
printf '' | dateline corpus review -q
dateline corpus review --topic sport
dateline corpus review --audit --topic farm 2>&1 | head -1
dateline corpus review --seed 3 2>&1 | head -1
