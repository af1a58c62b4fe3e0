# Sixty articles of two topics, and a third topic of two articles: the sizes, and that rare topics do not break it.
numbers=(zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen)
words=(rain snow wind fog hail frost sun mist dew storm cloud haze sleet thaw gale calm)
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
  for j in 1 2; do
    last=; [ "$i" != 4 ] || last=',"rare"'
    echo "{\"id\":\"f$i-$j\",\"lang\":\"en\",\"text\":\"Farmers harvested wheat on field ${numbers[$i]} before the ${words[$((i * j % 16))]} came\",\"labels\":[\"farm\"$last]}"
    echo "{\"id\":\"p$i-$j\",\"lang\":\"en\",\"text\":\"Dock workers unloaded containers at quay ${numbers[$i]} in ${words[$((i * j % 16))]}\",\"labels\":[\"port\"]}"
  done
done >articles.jsonl
dateline train --learning-curve articles.jsonl | sed 's/[+-]*[01][.][0-9][0-9.-]*/x/g' | tr -s ' '
dateline train --learning-curve --json articles.jsonl >one.json
grep -o '"articles":[0-9]*\|"measured":[0-9]*\|"folds":[0-9]*' one.json
dateline train --learning-curve --json --threads 3 articles.jsonl >two.json
cmp <(sed 's/"seconds.*//' one.json) <(sed 's/"seconds.*//' two.json)
head -20 articles.jsonl >few.jsonl
dateline train --learning-curve few.jsonl || echo $?
dateline train --learning-curve -m x.model articles.jsonl || echo $?
ls
