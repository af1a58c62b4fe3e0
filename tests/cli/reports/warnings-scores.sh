# Scores unlike those that training saw, and corrections that disagree: half of the articles lie just above the cut, so
# that the model chooses all of them and is sure of none. And the classified articles of two machines are one report, side by side or put together.
head -n 500 "$DATELINE_SRC/corpus/starter/en.jsonl" >few.jsonl
dateline train -q -m tiny.model --features words --folds 3 --topics crime,economy few.jsonl >/dev/null
articles() { # what every other article says, and what the others do
  awk -v one="$1" -v other="$2" 'BEGIN {
    split("31 28 31 30 31", days, " ")
    for (w = 0; w < 14; w++)
      for (a = 0; a < 27; a++) {
        day = 7 * w + a % 7 + 5; month = 1
        while (day > days[month]) day -= days[month++]
        printf "{\"id\":\"%d-%d\",\"source\":\"Asia-Plus\",\"date\":\"2015-%02d-%02d\",\"title\":\"Item %d\",", \
          w, a, month, day, w * 100 + a
        printf "\"text\":\"%s", a % 2 ? other : one
        for (k = 0; k < 12; k++) printf " qua%dx%dzu%d", w, a, k
        print ".\"}"
      }
  }'
}
articles "The officials met on Monday to open a new police house near the market" \
  "The officials of the city met on Monday and spoke about the work of the judge in the spring" >between.jsonl
dateline classify -q --json -m tiny.model between.jsonl >whole.jsonl
dateline corpus add -q --db news.db between.jsonl
dateline classify -q --new --db news.db -m tiny.model
dateline reports weekly --db news.db --json >report.json
grep -o '"kind":"\(drift_scores\|corrections_disagree\)","warning":true' report.json | sort -u
head -n 200 between.jsonl | dateline classify -q --json -m tiny.model - >one.jsonl
tail -n +201 between.jsonl | dateline classify -q --json -m tiny.model - >two.jsonl
cat one.jsonl two.jsonl >both.jsonl
for files in whole.jsonl both.jsonl "one.jsonl two.jsonl"; do
  dateline reports weekly --json $files >of-files.json
  cmp of-files.json "${first:=$(cp of-files.json first.json; echo first.json)}" && echo "the same report"
done
