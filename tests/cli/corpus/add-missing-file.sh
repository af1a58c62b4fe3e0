# Nothing is read or made when a named file is not there.
echo 'A first text of an article.' >a.txt
dateline corpus add a.txt nowhere.txt && code=0 || code=$?
[ ! -e dateline.db ] || echo 'a store was made'
exit $code
