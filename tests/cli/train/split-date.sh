# Ten articles before July, six of July, three without a date. The model is that of the earlier ones alone, and the
# figures are those that `models test` gives for the later ones.
article() { # id, day, words, label
  local date=
  [ -z "$2" ] || date=",\"date\":\"$2\""
  echo "{\"id\":\"$1\",\"lang\":\"en\"$date,\"text\":\"$3 on day number $1 of this year.\",\"labels\":[$4]}"
}
for i in 1 2 3 4 5 6 7 8 9; do
  article "f$i" "2015-06-1$i" "Farmers harvested wheat and barley before the rain came" '"farm"'
  article "p$i" "2015-06-1$i" "Dock workers unloaded a cargo vessel with containers" '"port"'
done >early.jsonl
for i in 1 2 3; do
  article "F$i" "2015-07-0$i" "Farmers harvested wheat and barley" '"farm"'
  article "P$i" "2015-07-0$i" "Dock workers unloaded containers and wheat from a cargo vessel" '"port","strike"'
done >late.jsonl
for i in 1 2 3; do article "u$i" "" "Farmers harvested wheat" '"farm"'; done >undated.jsonl
dateline train -m split.model --split-date 2015-07-01 early.jsonl late.jsonl undated.jsonl |
  sed 's/[0-9.]*, calibration error [0-9.]*$/X, calibration error X/'
dateline train -q -m early.model early.jsonl
cmp split.model early.model
figures() { grep -o '"topics":.*"accuracy_high":[0-9.]*'; }
diff <(dateline train --json -m split.model --split-date 2015-W27 early.jsonl late.jsonl | figures) \
  <(dateline models test --json -m early.model late.jsonl 2>test.err | figures) && cat test.err
dateline train --json -m split.model --split-date 2015-07-01 --suspects 2 early.jsonl late.jsonl undated.jsonl |
  grep -o '"documents":[0-9]*\|"split_date[^}]*foreign_labels":[0-9]*\|"suspects":'
dateline train -m none.model --split-date 2016-01-01 early.jsonl || echo $?
ls
