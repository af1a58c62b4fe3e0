cat >a.jsonl <<'EOF'
{"id":"a1","date":"2015-06-21","lang":"en","source":"One","title":"Border talks","text":"Officers met at the border post.","labels":["security"]}
{"id":"a2","date":"2015-06-22","lang":"en","source":"Two","title":"Prices","text":"The price of flour rose in June.","labels":["economy"]}
{"id":"a3","date":"2015-06-28","lang":"ru","source":"One","title":"Цены","text":"Цены на муку выросли в июне.","labels":[]}
{"id":"a4","lang":"en","source":"One","title":"Undated","text":"Nobody said when this happened."}
EOF
dateline corpus add -q a.jsonl
show() {
	printf "%s:" "$*"
	printf " %s" $(dateline corpus list --csv "$@" | sed 1d | cut -d , -f 1)
	echo
}
show
show --from 2015-W26
show --from 2015-06-22 --to 2015-06-22
show --from 2015-W26 --to 2015-W26
show --topic economy
show --source One --lang en
show --labelled
show --unlabelled
show --search flour
show -n 1
dateline corpus list
dateline corpus list --search nothing-like-this
