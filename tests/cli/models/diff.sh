# The second model learned from labels that were moved: it calls farms ports, and has no topic song.
cat >tiny.jsonl < <(for i in 1 2 3 4 5 6 7 8 9 10; do
  echo "{\"id\":\"f$i\",\"lang\":\"en\",\"text\":\"Farmers harvested wheat and barley on field number $i before the rain came.\",\"labels\":[\"farm\"]}"
  echo "{\"id\":\"p$i\",\"lang\":\"en\",\"text\":\"Dock workers unloaded a cargo vessel with containers at quay number $i.\",\"labels\":[\"port\"]}"
  echo "{\"id\":\"n$i\",\"lang\":\"en\",\"text\":\"A choir sang old songs for visitors on evening number $i.\",\"labels\":[\"song\"]}"
done)
sed '/"f/s/"farm"/"port"/; /"n/s/"song"/"farm"/; s/barley/oats/' tiny.jsonl >moved.jsonl
dateline train -q -m a.model tiny.jsonl
dateline train -q -m b.model moved.jsonl
head -3 tiny.jsonl | sed 's/,"labels":[^}]*//' >new.jsonl
printf '{"id":"a\\tb","title":"\\u001b[2Jwheat","text":"wheat and barley on the field"}\n' >>new.jsonl
dateline models diff a.model b.model -n 4 new.jsonl
dateline models diff a.model b.model -n 2 --json new.jsonl | sed 's/"\([ab]\)":"[0-9a-f]\{20\}"/"\1":"ID"/g'
dateline models diff a.model a.model tiny.jsonl
dateline models diff a.model 2>&1 | head -1
