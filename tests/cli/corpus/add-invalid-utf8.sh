# Bad bytes become U+FFFD; the article is kept and what is printed is valid UTF-8.
printf '{"id":"x","text":"Border \\u0434 \377\376 talks were held in the capital."}\n' >a.jsonl
dateline corpus add a.jsonl && code=0 || code=$?
dateline corpus export >out.jsonl
iconv -f UTF-8 -t UTF-8 out.jsonl >/dev/null && echo valid
exit $code
