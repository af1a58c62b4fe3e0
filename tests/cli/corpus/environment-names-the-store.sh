echo '{"id":"1","text":"A first text of an article."}' >a.jsonl
DATELINE_DB=one.db dateline corpus add -q a.jsonl
DATELINE_DB=one.db dateline --db two.db corpus add -q a.jsonl
ls *.db
