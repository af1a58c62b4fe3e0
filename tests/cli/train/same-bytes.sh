# The same articles give the same model in any order, under other time zones and with any number of threads; the only
# time that it bears is SOURCE_DATE_EPOCH's. Other locales: same-bytes-locales.
articles() {
  for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
    echo "{\"id\":\"f$i\",\"lang\":\"ru\",\"text\":\"Крестьяне убрали пшеницу и ячмень на поле номер $i до дождя, 1,5 тонны.\",\"labels\":[\"поле\"]}"
    echo "{\"id\":\"p$i\",\"lang\":\"de\",\"text\":\"Hafenarbeiter löschten am Kai $i die Ladung eines Frachters, 1.5 Tonnen.\",\"labels\":[\"Hafen\"]}"
    echo "{\"id\":\"n$i\",\"lang\":\"en\",\"text\":\"A choir sang old songs for visitors on evening number $i.\",\"labels\":[]}"
  done
}
articles >a.jsonl
dateline train -q -m first.model --threads 1 a.jsonl
sort a.jsonl >b.jsonl
sort -r a.jsonl >c.jsonl
for order in b c; do
  dateline train -q -m again.model $order.jsonl && cmp first.model again.model
done
for zone in UTC Asia/Dushanbe America/St_Johns; do
  TZ=$zone dateline train -q -m again.model a.jsonl && cmp first.model again.model
done
for threads in 2 5; do
  dateline train -q -m again.model --threads $threads a.jsonl && cmp first.model again.model
done

export SOURCE_DATE_EPOCH=1435123456
dateline train -q -m dated.model a.jsonl
TZ=Asia/Dushanbe dateline train -q -m again.model --threads 5 a.jsonl && cmp dated.model again.model
cmp -s first.model dated.model && echo "SOURCE_DATE_EPOCH makes no difference"
dateline models show -m dated.model --json | grep -o '2015-06-24T[0-9:]*Z'
