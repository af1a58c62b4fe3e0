# The output of `classify --json` is enough; a bad line is named, skipped, and the status is 3.
week() {
	printf '{"id":"%s-1","date":"%s","lang":"en","title":"Border talks","text":"Officers met at the border.","topics":[{"topic":"security","probability":0.9,"value":1.2}],"scores":{"security":0.9,"economy":0.1}}\n' $1 $1
	printf '{"id":"%s-2","date":"%s","lang":"en","title":"Flour","text":"The price of flour rose.","topics":[{"topic":"economy","probability":0.8,"value":0.7}],"scores":{"security":0.1,"economy":0.8}}\n' $1 $1
}
for d in 2015-06-01 2015-06-08 2015-06-15 2015-06-24; do
	week $d
done >topics.jsonl
dateline reports weekly topics.jsonl --json >report.json
grep -o '"week":"[^"]*"' report.json
dateline reports weekly - --csv <topics.jsonl >counts.csv
[ -s counts.csv ] && echo 'counts'
dateline reports daily topics.jsonl --from 2015-06-24 --json | grep -o '"articles":[0-9]*' | head -n 1
dateline reports monthly topics.jsonl --terminal-width 60 >chart
[ -s chart ] && ! LC_ALL=C grep -q "$(printf '\033')" chart && echo 'a chart without colour'
echo 'not json' >>topics.jsonl
dateline reports weekly topics.jsonl >chart 2>err && code=0 || code=$?
grep -o 'topics.jsonl:[0-9]*' err
exit $code
