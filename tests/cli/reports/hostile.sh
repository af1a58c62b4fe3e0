# Names and titles are text in the page, in the pictures and in the scripts, whatever they hold.
. "$DATELINE_SRC/tests/cli/reports/made.inc"
made 9 | sed 's/Border talks/<script>alert(1)<\/script> `touch taken`/' >topics.jsonl
dateline reports weekly -q topics.jsonl -o out
grep -c '<script' out/index.html
grep -c '<b>' out/index.html
grep -o 'it&#39;s &lt;b&gt;`ls`' out/index.html | sort -u
grep -o "Content-Security-Policy\" content=\"[^\"]*" out/index.html
grep -E 'src=|@import|url\(http|javascript:' out/index.html
ls taken 2>/dev/null
exit 0
