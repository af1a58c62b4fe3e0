# Three sources of eight, eight and two articles; one article without. The second source speaks of ports in other words
# than the first, so that nothing can be learned of its ports from elsewhere; and it has one story of the first's.
article() { # source, id, words, label
  echo "{\"id\":\"$1$2\",\"lang\":\"en\",\"source\":\"$1\",\"text\":\"$3\",\"labels\":[$4]}"
}
numbers=(zero one two three four five six seven eight nine ten eleven)
for i in 1 2 3 4 5 6 7 8; do
  n=${numbers[$i]}
  article north "f$i" "Farmers harvested wheat and barley on field $n before the rain came" '"farm"'
  article north "p$i" "Dock workers unloaded a cargo vessel with containers at quay $n" '"port"'
  article south "f$i" "Wheat and barley farmers harvested late, and rain fell on $n villages" '"farm"'
  article south "p$i" "Pilots guided ferries through fog into harbour basin $n" '"harbour"'
done >articles.jsonl
story="Farmers of the valley harvested wheat for three weeks until rain came over the barley fields, said the"
story="$story chairman of their union on Monday, and thanked neighbours who had lent two combine harvesters to the village"
article north same "$story" '"farm"' >>articles.jsonl
article south same "$story" '"farm"' >>articles.jsonl
article tiny 1 "Farmers harvested wheat" '"farm"' >>articles.jsonl
article tiny 2 "Dock workers unloaded containers" '"port"' >>articles.jsonl
article "" 3 "Dock workers unloaded cargo" '"port"' >>articles.jsonl
dateline train --leave-out source articles.jsonl | sed 's/[01][.][0-9][0-9.-]*/x/g' | tr -s ' '
# South's harbour, half of its topics, counts as missed.
dateline train --leave-out source --json articles.jsonl | grep -o '"macro_f1":[0-9.]*' | cut -d: -f2 |
  awk '{ print ($1 > 0.9 ? "good" : $1 < 0.51 ? "half" : $1) }'
dateline train --leave-out source --json articles.jsonl |
  grep -o '"leave_out":"[a-z]*"\|"source":"[a-z]*","articles":[0-9]*\(,"trained":[0-9]*\)*\|"unsaid":[0-9]*'
dateline train --leave-out lang articles.jsonl || echo $?
dateline train --leave-out source -m x.model articles.jsonl || echo $?
dateline train --leave-out source --split-date 2015-01-01 articles.jsonl || echo $?
ls
