# Reading is ahead of storing: bad records far in are named in order, all others stored, and the rejects are kept in order.
seq 1 5000 | awk '{ if ($1 % 1000 == 500) print "no json " $1; else printf "{\"id\":\"n%d\",\"text\":\"Number %d of the day.\"}\n", $1, $1 }' >a.jsonl
dateline corpus add --rejects bad.jsonl a.jsonl 2>err && code=0 || code=$?
sed 's/^dateline: \(a.jsonl:[0-9]*\):.*/named \1/' err
sed 's/.*"record":\("[^"]*"\).*/kept \1/' bad.jsonl
dateline corpus export | sed 's/"id":"n\([0-9]*\)".*/\1/; s/{//' | sort -n | awk '$1 != last + 1 { print "gap after " last } { last = $1 } END { print "last", last }'
exit $code
