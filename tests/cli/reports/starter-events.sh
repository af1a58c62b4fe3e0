# Over the labels of the starter corpus the report finds what was put in: a border clash, a price shock, a wave of
# deportations, trials, and a lasting rise of migration from the beginning of 2025. The report made again is the same.
dateline corpus add -q --db news.db "$DATELINE_SRC/corpus/starter/en.jsonl"
head -n 250 "$DATELINE_SRC/corpus/starter/en.jsonl" >few.jsonl # all articles are labelled: the model only has to be there
dateline train -q -m tiny.model --folds 3 --topics crime,economy,migration,security few.jsonl >/dev/null
dateline classify -q --new --db news.db -m tiny.model
dateline reports weekly --db news.db --topic security --topic economy --topic migration --topic crime --json >report.json
grep -o '"kind":"\(burst\|level\)","warning":false,"text":"[^(:]*' report.json | sed 's/"kind":"\([a-z]*\)".*"text":"/\1: /'
grep -o '"terms":\[{"term":"[a-z ]*"' report.json # what sets the stories of a finding apart
grep -o '"articles":\[{"id"' report.json | wc -l | tr -d ' ' # findings with articles
dateline reports weekly --db news.db -o one >/dev/null
dateline reports verify one --db news.db | sed 's/[0-9a-f]\{20\}/SNAPSHOT/'
sed -i -E 's|"articles":[0-9]+|"articles":9|' one/report.json
dateline reports verify one --db news.db
