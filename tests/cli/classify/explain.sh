# Exact parts: bias + weights + others = value, for the chosen topics and for all, with places in title and text.
cat >tiny.jsonl < <(for i in 1 2 3 4 5 6 7 8 9 10; do
  echo "{\"id\":\"f$i\",\"lang\":\"en\",\"text\":\"Farmers harvested wheat and barley on field number $i before the rain came.\",\"labels\":[\"farm\"]}"
  echo "{\"id\":\"p$i\",\"lang\":\"en\",\"text\":\"Dock workers unloaded a cargo vessel with containers at quay number $i.\",\"labels\":[\"port\"]}"
  echo "{\"id\":\"n$i\",\"lang\":\"en\",\"text\":\"A choir sang old songs for visitors on evening number $i.\",\"labels\":[]}"
done)
dateline train -q -m tiny.model tiny.jsonl
echo '{"id":"x","lang":"en","title":"Wheat for Łódź","text":"Naïve farmer, harvest the wheat;\tfarmers’ WHEAT fields at the quay."}' >x.jsonl
dateline classify -m tiny.model --explain x.jsonl
dateline classify -m tiny.model --explain --terms 3 x.jsonl
dateline classify -m tiny.model --explain --terms 2 --json x.jsonl | sed 's/"model":"[0-9a-f]*"/"model":"ID"/'
# Again: what was added the first time does not come twice.
dateline classify -m tiny.model --explain --json x.jsonl | dateline classify -m tiny.model --json - | grep -c explanation
command -v jq >/dev/null || { echo 'jq is not installed'; exit 77; }
dateline classify -m tiny.model --explain --json x.jsonl >all.json
jq -c '[.topics[] | (.value - .bias - ([.terms[].weight] | add)) | fabs < 1e-6]' all.json
jq -c '.explanation as $e | [$e.value | keys[] | . as $t | ($e.value[$t] - $e.bias[$t] - ([$e.terms[].weights[$t]] | add)) | fabs < 1e-6]' all.json
jq -r '.explanation.terms[] | select(.term == "wheat" or .term == "farmers harvested") | "\(.term) \(.at) \(.title_at)"' all.json
