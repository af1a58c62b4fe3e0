# The same story from two agencies counts once; both articles are kept.
body='Border officers of the two countries met on Wednesday and agreed to patrol the disputed stretch of the river together. The commanders said that the first joint patrol would set out next week, and that a telephone line between the two posts would be opened before the end of the month.'
cat >a.jsonl <<EOF
{"id":"a1","date":"2016-03-03","lang":"en","source":"One","title":"Joint patrols agreed","text":"$body"}
{"id":"a2","date":"2016-03-04","lang":"en","source":"Two","title":"Patrols on the river","text":"$body A spokesman confirmed this."}
{"id":"a3","date":"2016-03-04","lang":"en","source":"Two","title":"Prices","text":"The price of flour rose by a tenth in June, the statistics office said, while sugar and oil cost as much as in the month before."}
EOF
dateline corpus add a.jsonl
dateline corpus stats | head -n 1
