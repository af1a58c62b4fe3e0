# Why no topic is given, also with one topic an article.
grep -v '"labels":\[\]\|,"[a-z]*"\]' "$DATELINE_SRC/examples/labelled.jsonl" >one.jsonl
cat >unfit.jsonl <<'END'
{"id":"empty","text":" -- "}
{"id":"short","text":"Wheat, again"}
{"id":"tajik","text":"Деҳқонон пеш аз борон гандум ва ҷавро ҷамъ оварданд, гуфт вазири кишоварзӣ дар Душанбе."}
{"id":"few","lang":"en","text":"Xyzzy plugh quux foobar blorb"}
{"id":"most","lang":"en","text":"Farmers sold wheat: xyzzy plugh quux foobar blorb frotz gnusto rezrov"}
END
dateline train -q -m many.model "$DATELINE_SRC/examples/labelled.jsonl"
dateline train -q -m one.model --one-topic one.jsonl
for m in many one; do
  dateline classify -m $m.model --json unfit.jsonl | grep -o '"id":"[a-z]*"\|"topics":[^]]*]\|"abstained":"[a-z ]*"' | paste -sd '  \n'
done
dateline classify -m one.model unfit.jsonl | cut -c1-5,43-
