dateline reports weekly --db nowhere.db 2>err && code=0 || code=$?
grep -c nowhere.db err
exit $code
