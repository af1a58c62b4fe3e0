# A report.json that nests three million deep, as a report and as a line of JSON Lines: refused, no crash.
mkdir report
{ printf '{"a":'; head -c 3000000 /dev/zero | tr '\0' '['; head -c 3000000 /dev/zero | tr '\0' ']'; printf '}\n'; } >report/report.json
dateline corpus add -q "$DATELINE_SRC/examples/labelled.jsonl"
dateline reports verify report 2>&1
echo "exit $?"
dateline reports weekly report/report.json 2>&1 | cut -c1-60
