echo '{"id":"x","text":"Officers met at the border."}' >a.jsonl
dateline corpus add -q a.jsonl
dateline corpus show y 2>err && code=0 || code=$?
grep -c "'y'" err
exit $code
