# The whole model as JSON: what is in it, and that the numbers make the decision values again.
command -v jq >/dev/null || { echo 'jq is not installed'; exit 77; }
cat >tiny.jsonl < <(for i in 1 2 3 4 5 6 7 8 9 10; do
  echo "{\"id\":\"f$i\",\"lang\":\"en\",\"text\":\"Farmers harvested wheat and barley on field number $i before the rain came.\",\"labels\":[\"farm\"]}"
  echo "{\"id\":\"n$i\",\"lang\":\"en\",\"text\":\"A choir sang old songs for visitors on evening number $i.\",\"labels\":[]}"
done)
dateline train -q -m tiny.model tiny.jsonl
dateline models export --json -m tiny.model >model.json
jq -c 'del(.model) | .terms |= (map(.kind) | group_by(.) | map([.[0], length])) | .topics |= map([.topic, .tp, .n1, .fp, .n0, .threshold >= 0, .platt_a < 0])' model.json
jq -c '[.terms[0] | keys[]]' model.json
dateline models export --libsvm out -m tiny.model tiny.jsonl
# decision = bias + sum of weights times the vector of the first article
vector=$(head -1 out/vectors.svm | tr ' ' '\n' | tail -n +2 | jq -R -s -c 'split("\n") | map(select(length > 0) | split(":") | map(tonumber))')
want=$(head -1 out/decisions.tsv | cut -f2)
jq --argjson v "$vector" --argjson want "$want" '. as $m | (($m.topics[0].bias + ([$v[] | $m.terms[.[0] - 1].weights[0] * .[1]] | add)) - $want) | fabs < 1e-6' model.json
dateline models export 2>&1 | head -1
