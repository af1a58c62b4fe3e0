# Help goes to stderr, because nothing was asked for.
dateline 2>help && exit 0
code=$?
grep -c '^Commands:$' help
exit $code
