# Bad records are named with file and line, the others are kept, the status is 3.
cat >a.jsonl <<'EOF'
{"id":"a1","text":"Officers of both countries met at the border post on Wednesday."}
{"id":"a2","text":"The price of fl
{"id":"a3","text":"Twelve men were arrested near the bazaar."}
not json at all
EOF
dateline corpus add a.jsonl 2>err && code=0 || code=$?
sed 's/^dateline: a.jsonl:\([0-9]*\):.*/named a.jsonl:\1/' err >&2
dateline corpus list | cut -c 1-2
exit $code
