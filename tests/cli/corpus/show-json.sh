echo '{"id":"x","url":"https://example.org/1","source":"Agency","lang":"en","date":"2015-06-24","place":"Dushanbe","title":"Border talks","text":"Officers met.","labels":["security"],"split":"test"}' >a.jsonl
dateline corpus add -q a.jsonl
dateline corpus show x --json
