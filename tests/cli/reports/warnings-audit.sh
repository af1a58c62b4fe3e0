# A reviewed random sample in which the model misses half of what it found in training: the report says so, of both
# topics in one sentence, and report.json of each.
for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
  echo "{\"id\":\"f$i\",\"lang\":\"en\",\"text\":\"Farmers harvested wheat and barley on field number $i before the rain came.\",\"labels\":[\"farm\"]}"
  echo "{\"id\":\"p$i\",\"lang\":\"en\",\"text\":\"Dock workers unloaded a cargo vessel with containers at quay number $i.\",\"labels\":[\"port\"]}"
  echo "{\"id\":\"n$i\",\"lang\":\"en\",\"text\":\"A choir sang old songs for visitors on evening number $i.\",\"labels\":[]}"
done >tiny.jsonl
dateline train -q -m tiny.model tiny.jsonl >/dev/null
awk 'BEGIN {
  for (i = 0; i < 28; i++) {
    printf "{\"id\":\"%d\",\"date\":\"2015-06-%02d\",\"lang\":\"en\",\"text\":\"", i, i + 1
    print (i % 2 ? "Dock workers unloaded a cargo vessel with containers on day " : "Farmers harvested wheat and barley on day ") i ".\"}"
  }
}' >new.jsonl
dateline corpus add -q new.jsonl
dateline classify --new -q -m tiny.model
dateline reports weekly | grep -c "audit"
yes 12 | head -n 28 | dateline corpus review -q --audit --seed 2 --blind -n 28 >/dev/null
dateline reports weekly --json >report.json
dateline reports weekly | tr '\n' ' ' | tr -s ' ' | grep -o "In the audit.*Train again."
grep -o '"audit":{[^}]*},[^}]*}' report.json
grep -o '"kind":"audit","warning":true' report.json
