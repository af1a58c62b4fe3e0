# A folder is read through in sorted order; names that begin with a dot are passed over.
mkdir -p inbox/b
echo '{"id":"2","date":"2015-06-24","text":"The second text of three that are here."}' >inbox/b/one.jsonl
echo '{"id":"1","date":"2015-06-24","text":"First comes this one, which is another."}' >inbox/a.jsonl
echo '{"id":"3","date":"2015-06-24","text":"Hidden words nobody should ever see."}' >inbox/.hidden.jsonl
dateline corpus add inbox
dateline corpus clean --json inbox | grep -o '"file":"[^"]*"'
