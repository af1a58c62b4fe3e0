# A model and a store that are fine; what gnuplot says depends on the machine.
command -v gnuplot >/dev/null || { echo "gnuplot is not installed"; exit 77; }
printf '{"id":"%s","text":"Wheat was harvested today.","labels":["farm"]}\n' a b c d e f g h >farm.jsonl
printf '{"id":"%s","text":"Ships left the harbour.","labels":["port"]}\n' i j k l m n o p >port.jsonl
dateline train -q -m my.model --folds 2 farm.jsonl port.jsonl >/dev/null
dateline corpus add -q --db news.db farm.jsonl
dateline doctor --json --db news.db -m my.model | sed 's/.*"name":"locale"/"name":"locale"/'
