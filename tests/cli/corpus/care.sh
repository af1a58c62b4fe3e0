dateline corpus add -q "$DATELINE_SRC/examples/inbox"
dateline corpus check
dateline corpus backup copy.db
dateline corpus check -q --db copy.db && echo the copy is whole
dateline corpus export >a; dateline corpus export --db copy.db >b; cmp a b && echo and the same
dateline corpus backup copy.db; echo "exit $?"
dateline corpus compact | grep -c 'bytes, before'
ls
