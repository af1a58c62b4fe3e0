# Every bad record is kept as it was, the others are added, and adding again changes nothing.
printf '{"id":"a1","text":"Officers met."}\n{"id":"a2","text":"The price of fl\n{"id":"a3","date":"yesterday","text":"Men."}\n' >a.jsonl
printf 'id,text,labels\n1,"Two\nlines",crime\n2,too,many,fields\n3,Last,\n' >b.csv
printf '\375\374{"text":"x"\n{"id":"c1","text":"Sound."}\n' >c.jsonl
printf '' >empty.txt
dateline corpus add --format auto --rejects bad.jsonl a.jsonl b.csv empty.txt 2>/dev/null || echo "status $?"
dateline corpus add --format jsonl --rejects worse.jsonl c.jsonl 2>/dev/null || echo "status $?"
dateline corpus add --rejects again.jsonl a.jsonl b.csv empty.txt 2>/dev/null || echo "status $?"
cat bad.jsonl worse.jsonl
cmp bad.jsonl again.jsonl && echo same
dateline corpus add --rejects no/such/folder a.jsonl
