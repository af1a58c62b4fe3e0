cat >a.jsonl <<'EOF'
{"id":"a1","date":"2015-06-21","lang":"en","source":"One","title":"Border talks","text":"Officers met at the border post.","labels":["security"]}
{"id":"a2","date":"2014-06-22","lang":"en","source":"Two","title":"Prices","text":"The price of flour rose in June.","labels":["economy","security"]}
{"id":"a3","lang":"ru","source":"One","title":"Цены","text":"Цены на муку выросли в июне.","labels":[]}
EOF
dateline corpus add -q a.jsonl
dateline corpus stats
dateline corpus stats --json
