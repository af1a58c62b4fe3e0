# Added, then there already, then changed.
cat >a.jsonl <<'EOF'
{"id":"a1","date":"2015-06-24","title":"Border talks","text":"Officers of both countries met at the border post on Wednesday.","labels":["security"]}
{"id":"a2","date":"2015-06-25","title":"Prices","text":"The price of flour rose by a tenth in June, the statistics office said.","labels":["economy"]}
EOF
dateline corpus add a.jsonl
dateline corpus add a.jsonl
sed 's/a tenth/an eighth/' a.jsonl | dateline corpus add -
dateline corpus list
