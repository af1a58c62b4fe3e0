# The data and a script of the charts, as gnuplot gets them; the pictures are made; the same bytes again.
command -v gnuplot >/dev/null || { echo 'no gnuplot'; exit 77; }
. "$DATELINE_SRC/tests/cli/reports/made.inc"
made 3 >topics.jsonl
dateline reports weekly topics.jsonl -o a
dateline reports weekly -q topics.jsonl -o b
cat a/charts/shares.tsv a/charts/topic-02.gp
ls a a/charts
diff -r a b && echo same
mv a moved && cd moved/charts && cp topic-02.svg before && gnuplot -d topic-02.gp && diff <(grep -v '^<g ' before) <(grep -v '^<g ' topic-02.svg) && echo redrawn
