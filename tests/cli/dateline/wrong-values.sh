# Each is refused with status 2 and a sentence that names the option.
try() {
	dateline "$@" >>out 2>>err && code=0 || code=$?
	[ $code = 2 ] || echo "status $code: $*"
}
try corpus list --from yesterday
try corpus list --from 2015-W54
try corpus list --limit 0
try corpus list --limit many
try corpus list --color blue
try corpus list --labelled --unlabelled
try corpus list --json --csv
try corpus list --from 2015-W27 --to 2015-W26
try corpus list --db
try corpus list extra
try corpus add
try corpus add --format pdf x
try corpus show
try corpus label an-id
try corpus label an-id --none security
try reports weekly --json --csv
try reports weekly --db x.db topics.jsonl
try reports weekly --terminal-width 4
try reports yearly
grep -v '^try ' err
grep -c '^try ' err
[ ! -s out ]
