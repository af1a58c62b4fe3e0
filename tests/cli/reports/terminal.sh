# Block characters and findings within the width, without escape codes; names of topics cannot steer the terminal.
. "$DATELINE_SRC/tests/cli/reports/made.inc"
made 12 >topics.jsonl
dateline reports weekly topics.jsonl --terminal-width 60
dateline reports weekly topics.jsonl --terminal-width 60 --language ru | head -n 2
dateline reports weekly topics.jsonl --terminal-width 60 --language tg | head -n 2
dateline reports weekly topics.jsonl --color always | grep -c "$(printf '\033')\[1m"
printf '{"date":"2015-01-05","topics":[],"scores":{"\\u001b[31mred\\u0007":0.1}}\n' | dateline reports weekly - | grep -c "$(printf '\033')"
exit 0
