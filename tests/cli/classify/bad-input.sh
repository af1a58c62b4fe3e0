cat >tiny.jsonl < <(for i in 1 2 3 4 5 6 7 8 9 10; do
  echo "{\"id\":\"f$i\",\"lang\":\"en\",\"text\":\"Farmers harvested wheat and barley on field number $i before the rain came.\",\"labels\":[\"farm\"]}"
  echo "{\"id\":\"p$i\",\"lang\":\"en\",\"text\":\"Dock workers unloaded a cargo vessel with containers at quay number $i.\",\"labels\":[\"port\"]}"
  echo "{\"id\":\"n$i\",\"lang\":\"en\",\"text\":\"A choir sang old songs for visitors on evening number $i.\",\"labels\":[]}"
done)
dateline train -q -m tiny.model tiny.jsonl
: >empty.txt
printf 'a\0b\0c' >binary.txt
printf '{"id":"u","text":"Wheat \377 and barley on the field, farmers"}\n{"id":"cut","te' >u.jsonl
dateline classify -m tiny.model --tsv empty.txt binary.txt u.jsonl >out
code=$?
cut -f 1-3 out
exit $code
