# In a terminal: the screen is wiped, keys need no Enter, Ctrl-C gives the terminal back and keeps what was decided.
command -v script >/dev/null || { echo 'script is not installed (bsdutils)'; exit 77; }
for i in 1 2 3 4 5 6 7 8 9 10; do
  echo "{\"id\":\"f$i\",\"lang\":\"en\",\"text\":\"Farmers harvested wheat and barley on field number $i before the rain came.\",\"labels\":[\"farm\"]}"
  echo "{\"id\":\"p$i\",\"lang\":\"en\",\"text\":\"Dock workers unloaded a cargo vessel with containers at quay number $i.\",\"labels\":[\"port\"]}"
  echo "{\"id\":\"n$i\",\"lang\":\"en\",\"text\":\"A choir sang old songs for visitors on evening number $i.\",\"labels\":[]}"
done >tiny.jsonl
dateline train -q -m tiny.model tiny.jsonl
cat >new.jsonl <<'END'
{"id":"a","date":"2015-06-22","lang":"en","title":"Wheat at the quay","text":"Farmers brought wheat and barley, and dock workers unloaded the cargo on the evening before the rain."}
{"id":"b","date":"2015-06-23","lang":"en","title":"Songs","text":"A choir sang old songs for visitors."}
{"id":"c","date":"2015-06-24","lang":"en","title":"Cargo","text":"Dock workers unloaded a cargo vessel with containers."}
END
dateline corpus add -q new.jsonl
dateline classify --new -q -m tiny.model
cat >run.sh <<'END'
stty rows 24 cols 80
before=$(stty -g)
dateline corpus review -m tiny.model; code=$?
[ "$before" = "$(stty -g)" ] && mode=restored || mode=changed
echo "status $code, terminal $mode" >result
END
keys() { # types when the first article is on the screen
  for _ in $(seq 100); do grep -qa 'Enter saves' screen && break; sleep 0.1; done
  for k in "$@"; do printf "$k"; sleep 0.3; done
}
: >screen; keys 1 '\n' q | TERM=xterm script -qefc 'bash run.sh' /dev/null >screen
cat result; dateline corpus list --csv | cut -d, -f1-3,8-
grep -ac $'\e\[H\e\[2J' screen
: >screen; keys s '\003' | TERM=xterm script -qefc 'bash run.sh' /dev/null >screen
cat result; grep -a stopped screen | tr -d '\r'
