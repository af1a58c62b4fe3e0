# The same articles give the same model under locales that write decimal commas, sort and fold letters otherwise. A
# locale that is not installed is made here where that can be done; where none can be had, nothing is tested.
articles() {
  for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
    echo "{\"id\":\"f$i\",\"lang\":\"ru\",\"text\":\"Крестьяне убрали пшеницу и ячмень на поле номер $i до дождя, 1,5 тонны.\",\"labels\":[\"поле\"]}"
    echo "{\"id\":\"p$i\",\"lang\":\"de\",\"text\":\"Hafenarbeiter löschten am Kai $i die Ladung eines Frachters, 1.5 Tonnen.\",\"labels\":[\"Hafen\"]}"
    echo "{\"id\":\"n$i\",\"lang\":\"tr\",\"text\":\"İlkbahar akşamında koro ILIK bir salonda $i eski şarkı söyledi.\",\"labels\":[]}"
  done
}
articles >a.jsonl
dateline train -q -m first.model a.jsonl
tried=
for locale in de_DE ru_RU tr_TR; do
  own=
  if ! locale -a 2>/dev/null | grep -qix "$locale.utf-\?8"; then
    localedef -i $locale -f UTF-8 "./$locale.UTF-8" 2>/dev/null >&2 || [ -e "./$locale.UTF-8/LC_NUMERIC" ] || continue
    own=$PWD
  fi
  under=(env ${own:+LOCPATH="$own"} LC_ALL=$locale.UTF-8 LANG=$locale.UTF-8)
  [ "$("${under[@]}" bash -c 'printf %.1f 1,5' 2>/dev/null)" = 1,5 ] || { echo "$locale.UTF-8 is there but not in force"; exit 1; }
  "${under[@]}" dateline train -q -m again.model a.jsonl && cmp first.model again.model
  tried=$tried$locale
done
[ "$tried" ] || { echo "none of de_DE, ru_RU, tr_TR in UTF-8 is installed, nor can localedef make it"; exit 77; }
