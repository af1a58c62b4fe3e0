# A request to stop while standard input is still open: what was read is stored, the status is 130.
mkfifo pipe
dateline corpus add - <pipe >out 2>err &
pid=$!
exec 3>pipe
i=0
while [ $i -lt 3000 ]; do
	i=$((i + 1))
	echo "{\"id\":\"a$i\",\"date\":\"2015-06-24\",\"lang\":\"en\",\"text\":\"Officers met at border post number $i.\"}"
done >&3
sleep 1
kill -TERM $pid
wait $pid && code=0 || code=$?
exec 3>&-
cat err >&2
dateline corpus list --csv | grep -c '^a1,'
exit $code
