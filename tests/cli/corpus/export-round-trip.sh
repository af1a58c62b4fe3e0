# What is exported and added to another store is exported the same.
cat >a.jsonl <<'EOF'
{"id":"a1","url":"https://example.org/1","source":"One","lang":"en","date":"2015-06-21","place":"Khujand","title":"Border \"talks\"","text":"Officers met.\n\nThey left.","labels":["crime","security"],"split":"train"}
{"id":"a2","lang":"ru","date":"2015-06-22","title":"Цены","text":"Цены на муку выросли в июне.","labels":[]}
{"id":"a3","lang":"en","date":"2015-06-24T02:00:00+05:00","title":"Early","text":"It was early in the morning."}
EOF
dateline corpus add -q a.jsonl
dateline corpus export >one.jsonl
dateline corpus add -q --db two.db one.jsonl
dateline corpus export --db two.db >two.jsonl
cmp one.jsonl two.jsonl
cat one.jsonl
dateline corpus export --labelled --split train | wc -l
