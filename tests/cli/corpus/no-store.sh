dateline corpus list --db nowhere.db 2>err && code=0 || code=$?
grep -c nowhere.db err
[ ! -e nowhere.db ] || echo 'a store was made'
exit $code
