# What a report has to say, in its three languages: a week with more than usual, one with less, a hot phase that is over and
# one that goes on, a lasting step, a trend, a change that is the collection's and not the topic's, and a silent source.
weeks() { # weeks, articles a week, topics, program of awk that sets c[topic], the number of a week's articles about it
  awk -v weeks="$1" -v n="$2" -v topics="$3" '
    function day(d,   m) { # of 2014
      split("31 28 31 30 31 30 31 31 30 31 30 31", days, " ")
      for (m = 1; d > days[m]; m++) d -= days[m]
      return sprintf("2014-%02d-%02d", m, d)
    }
    BEGIN {
      k = split(topics, names, " ")
      for (w = 0; w < weeks; w++) {
        split("", c); source = ""; '"$4"'
        for (a = 0; a < n; a++) {
          printf "{\"id\":\"%d-%d\",\"date\":\"%s\",\"source\":\"%s\",\"title\":\"Item %d\",\"text\":\"Text\",\"topics\":[", w, a, \
            day(7 * w + a % 7 + 6), source != "" ? source : a % 2 ? "Khovar" : "Asia-Plus", w * 1000 + a
          first = 1; scores = ""
          for (i = 1; i <= k; i++) {
            t = names[i]; here = (a * 37 + w * 11) % n < c[t]
            if (here) { printf "%s{\"topic\":\"%s\",\"probability\":0.9,\"value\":1}", first ? "" : ",", t; first = 0 }
            scores = scores (scores == "" ? "" : ",") "\"" t "\":" (here ? 0.9 : 0.1)
          }
          print "],\"scores\":{" scores "}}"
        }
      }
    }'
}
said() { # file: the findings in each language
  for language in en ru tg; do
    dateline reports weekly "$1" --terminal-width 500 --language $language | grep -E '^[-!] ' | grep -vE 'not corrected|без поправки|бе ислоҳ'
  done
}
weeks 40 100 'up down' 'c["up"] = 10 + w % 3 + 30 * (w == 39); c["down"] = 40 + w % 4 - 35 * (w == 39)' >latest.jsonl
said latest.jsonl
weeks 40 100 'past now' 'c["past"] = 10 + w % 3 + 30 * (w >= 15 && w < 19); c["now"] = 10 + w % 3 + 30 * (w > 36)' >bursts.jsonl
said bursts.jsonl
weeks 50 100 'step fall slope' 'c["step"] = 20 + w % 3 + 20 * (w >= 25); c["fall"] = 60 + w % 3 - 20 * (w >= 25); c["slope"] = 5 + w' >lasting.jsonl
said lasting.jsonl
# One source writes of crime only and the other never; in the last week only the first one is collected.
weeks 30 60 crime 'c["crime"] = 30; if (w == 29) source = "Khovar"' | awk '{
  crime = /"source":"Khovar"/
  sub(/"topics":.*/, crime ? "\"topics\":[{\"topic\":\"crime\",\"probability\":0.9,\"value\":1}],\"scores\":{\"crime\":0.9}}" : "\"topics\":[],\"scores\":{\"crime\":0.1}}")
  print
}' >mix.jsonl
said mix.jsonl
