# Escape sequences and bidirectional overrides of an article never reach the terminal.
printf '{"id":"x","date":"2015-06-24","lang":"en","title":"\\u001b]0;owned\\u0007 \\u202etxt","text":"\\u001b[2JBorder talks."}\n' >a.jsonl
dateline corpus add -q a.jsonl
dateline corpus list --color always
dateline corpus show x
