# The second model learned from labels that were moved: it calls farms ports, and the choir a farm.
cat >tiny.jsonl < <(for i in 1 2 3 4 5 6 7 8 9 10; do
  echo "{\"id\":\"f$i\",\"lang\":\"en\",\"text\":\"Farmers harvested wheat and barley on field number $i before the rain came.\",\"labels\":[\"farm\"]}"
  echo "{\"id\":\"p$i\",\"lang\":\"en\",\"text\":\"Dock workers unloaded a cargo vessel with containers at quay number $i.\",\"labels\":[\"port\"]}"
  echo "{\"id\":\"n$i\",\"lang\":\"en\",\"text\":\"A choir sang old songs for visitors on evening number $i.\",\"labels\":[]}"
done)
sed '/"f/s/"farm"/"port"/; /"n/s/\[\]/["farm"]/' tiny.jsonl >moved.jsonl
dateline train -q -m a.model tiny.jsonl
dateline train -q -m b.model moved.jsonl
dateline models compare a.model a.model tiny.jsonl
dateline models compare a.model b.model tiny.jsonl
dateline models compare a.model b.model tiny.jsonl --json | sed 's/"model":"[0-9a-f]*"/"model":"ID"/g'
dateline train -q -m port.model --topics port tiny.jsonl
dateline models compare port.model a.model tiny.jsonl 2>&1 >/dev/null
dateline models compare a.model b.model --split test tiny.jsonl
