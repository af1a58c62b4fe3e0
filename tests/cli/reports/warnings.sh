# What a report must be read with: weeks without collection, words that the model does not know, articles that it has
# not seen, a clock that moves articles into the next week; and report.json says which rule dated them.
head -n 250 "$DATELINE_SRC/corpus/starter/en.jsonl" >few.jsonl
dateline train -q -m tiny.model --folds 3 --topics crime,economy,migration,security few.jsonl >/dev/null
awk 'BEGIN {
  split("31 28 31 30 31", days, " ")
  for (w = 0; w < 14; w++)
    for (a = 0; a < 27 && w != 5; a++) {
      day = 7 * w + a % 7 + 5; month = 1
      while (day > days[month]) day -= days[month++]
      printf "{\"id\":\"%d-%d\",\"source\":\"Asia-Plus\",\"date\":\"2015-%02d-%02dT20:30:00Z\",\"title\":\"Item %d\",\"text\":\"The police said that the court in Dushanbe heard a man for theft of money and he went to prison today", \
        w, a, month, day, w * 100 + a
      for (k = 0; k < 9; k++) printf " qua%dx%dzu%d", w, a, k
      print ".\"}"
    }
}' >strange.jsonl
dateline corpus add -q --db news.db strange.jsonl
dateline classify -q --new --db news.db -m tiny.model
dateline reports weekly --db news.db --json >utc.json
dateline reports weekly --db news.db --tz +05:00 -q -o east >/dev/null
for report in utc.json east/report.json; do
  grep -o '"tz":"[^"]*"\|"from_instant":[0-9]*,"moved":[0-9]*' $report
  grep -o '"kind":"[a-z_]*","warning":true' $report | sort -u
done
dateline reports verify east --db news.db | cut -d: -f1
dateline reports weekly --db news.db --tz Dushanbe
