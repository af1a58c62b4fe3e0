# A file that is not a store is refused and stays as it was.
echo 'my notes' >notes.db
cp notes.db before
echo 'A first text of an article.' >a.txt
dateline corpus add --db notes.db a.txt 2>err && code=0 || code=$?
cmp notes.db before
grep -c notes.db err
[ "$(wc -l <err)" = 1 ]
exit $code
