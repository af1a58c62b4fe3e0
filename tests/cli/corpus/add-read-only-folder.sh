# A place where nothing can be made: one sentence, status 1.
echo 'A first text of an article.' >a.txt
dateline corpus add --db /proc/dateline.db a.txt 2>err && code=0 || code=$?
grep -c /proc/dateline.db err
[ "$(wc -l <err)" = 1 ] || cat err
exit $code
