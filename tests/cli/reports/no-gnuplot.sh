# Without gnuplot the page and the numbers are still written; the status is 4.
printf '{"id":"x","date":"2015-06-24","lang":"en","title":"Border talks","text":"Officers met at the border.","topics":[{"topic":"security","probability":0.9,"value":1.2}],"scores":{"security":0.9}}\n' >topics.jsonl
program=$(command -v dateline)
PATH=/nonexistent "$program" reports weekly -q topics.jsonl -o out 2>err && code=0 || code=$?
grep -o gnuplot err | head -n 1
for f in index.html counts.csv report.json; do
	[ -s out/$f ] && echo $f
done
exit $code
