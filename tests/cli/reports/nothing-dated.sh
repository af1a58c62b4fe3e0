# One sentence that says what to do, status 1.
echo '{"id":"x","text":"Officers met at the border."}' >a.jsonl
dateline corpus add -q a.jsonl
dateline reports weekly 2>err && code=0 || code=$?
wc -l <err | tr -d ' '
exit $code
