# Titles that would steer a terminal, names of topics and sources as well; a text of a megabyte in one line.
for i in 1 2 3 4 5 6 7 8 9 10; do
  printf '{"id":"f%s","lang":"en","text":"Farmers harvested wheat on field %s","labels":["evil\\u001b]0;owned\\u0007\\u202e"]}\n' $i $i
  echo "{\"id\":\"n$i\",\"lang\":\"en\",\"text\":\"A choir sang old songs on evening $i.\",\"labels\":[]}"
done >tiny.jsonl
dateline train -q -m tiny.model tiny.jsonl
printf '{"id":"x\\u001b[2J","lang":"en","source":"S\\u009b31m","title":"\\u001b[31mRed\\u202egnip\\r","text":"Farmers harvested wheat on field one \\u001b]8;;http://x\\u0007 and sang."}\n' >new.jsonl
{ printf '{"id":"big","lang":"en","title":"Big","text":"farmers harvested wheat on field '; head -c 1000000 /dev/zero | tr '\0' x; printf '"}\n'; } >>new.jsonl
dateline corpus add -q new.jsonl
dateline classify --new -q -m tiny.model
printf '1\n\n' | dateline corpus review -m tiny.model >out
LC_ALL=C grep -c $'[\x01-\x08\x0b-\x1f]' out
grep -c $'\u202e' out
grep -c Red out
awk '{if (length($0) > 200) long++} END {print long + 0}' out
