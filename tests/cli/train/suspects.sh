# Two labels are wrong: p3 is called farm and f7 nothing. They are found, and nothing else is.
cat >tiny.jsonl < <(for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
  farm='"farm"' port='"port"'
  [ "$i" != 7 ] || farm=
  [ "$i" != 3 ] || port='"farm"'
  echo "{\"id\":\"f$i\",\"lang\":\"en\",\"text\":\"Farmers harvested wheat and barley on field number $i before the rain came.\",\"labels\":[$farm]}"
  echo "{\"id\":\"p$i\",\"lang\":\"en\",\"text\":\"Dock workers unloaded a cargo vessel with containers at quay number $i.\",\"labels\":[$port]}"
done)
dateline train -m tiny.model tiny.jsonl --suspects 5 | sed -n '/suspect/,/^$/p;/^article/,/^$/p' | sed 's/0\.[0-9]*$/0.x/'
dateline train -m again.model tiny.jsonl --suspects 1 --json | grep -o '"suspects":[^]]*\]' | sed 's/0\.[0-9]*/0.x/'
dateline train -m plain.model tiny.jsonl --json | grep -c "suspects" || true
cmp tiny.model plain.model
sed 's/"labels":\[\]/"labels":["port"]/' tiny.jsonl >one.jsonl
dateline train --one-topic -m one.model one.jsonl --suspects 9 --json | grep -o '"id":"[^"]*","topic":"[^"]*","labelled":[a-z]*'
