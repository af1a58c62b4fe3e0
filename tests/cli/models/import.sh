# Vectors out, stock solvers, models in: decision values are those that a plain sum over the stock file gives, and
# svm-predict and liblinear-predict decide alike.
for tool in svm-train svm-predict liblinear-train liblinear-predict; do
  command -v $tool >/dev/null || { echo "$tool is not installed (libsvm-tools, liblinear-tools)"; exit 77; }
done
cat >tiny.jsonl < <(for i in 1 2 3 4 5 6 7 8 9 10; do
  echo "{\"id\":\"f$i\",\"lang\":\"en\",\"text\":\"Farmers harvested wheat and barley on field number $i before the rain came.\",\"labels\":[\"farm\"]}"
  echo "{\"id\":\"p$i\",\"lang\":\"en\",\"text\":\"Dock workers unloaded a cargo vessel with containers at quay number $i.\",\"labels\":[\"port\"]}"
  echo "{\"id\":\"b$i\",\"lang\":\"en\",\"text\":\"Wheat came on a cargo vessel to farmers and dock workers on day $i.\",\"labels\":[\"farm\",\"port\"]}"
  echo "{\"id\":\"n$i\",\"lang\":\"en\",\"text\":\"A choir sang old songs for visitors on evening number $i.\",\"labels\":[]}"
done)
dateline train -q -m tiny.model tiny.jsonl
dateline models export --libsvm out -m tiny.model tiny.jsonl
files=(x $(cd out; ls 0*.model))
vectors() { awk -v k=$(($1 + 1)) 'NR == FNR {y[FNR] = $k; next} {$1 = y[FNR]; print}' out/labels.tsv out/vectors.svm >topic.svm; }
# The largest gap between the decision values in a.tsv and b.tsv, topic by topic.
gap() { paste a.tsv b.tsv | awk '{for (k = 2; k <= 3; k++) {d = $k - $(k + 3); d = d < 0 ? -d : d; if (d > most) most = d}} END {print (most < 1e-6 ? "same" : "gap " most), NR}'; }
# What dateline decides with a model.
decide() { rm -rf again; dateline models export --libsvm again -m "$1" tiny.jsonl; cp again/decisions.tsv a.tsv; }
# Decision values by hand: liblinear's file (w, bias row) or libsvm's (sum over support vectors).
liblinear_sum() { awk 'FNR == 1 {f++} f == 1 && /^label/ {s = $2 > $3 ? 1 : -1} f == 1 && /^bias/ {b = $2} f == 1 && n {w[n++] = $1} f == 1 && /^w/ {n = 1} f == 1 && /^nr_feature/ {m = $2}
  f == 2 {d = b >= 0 ? b * w[m + 1] : 0; for (i = 2; i <= NF; i++) {split($i, p, ":"); if (p[1] <= m) d += w[p[1]] * p[2]} printf "%.17g\n", s * d}' "$1" out/vectors.svm; }
libsvm_sum() { awk 'FNR == 1 {f++} f == 1 && /^label/ {s = $2 > $3 ? 1 : -1} f == 1 && /^rho/ {r = $2} f == 1 && sv {for (i = 2; i <= NF; i++) {split($i, p, ":"); w[p[1]] += $1 * p[2]}} f == 1 && /^SV/ {sv = 1}
  f == 2 {d = -r; for (i = 2; i <= NF; i++) {split($i, p, ":"); d += w[p[1]] * p[2]} printf "%.17g\n", s * d}' "$1" out/vectors.svm; }
cut -f1 out/labels.tsv >ids
round() { # name, command that trains topic.svm to a file, command that predicts, sum
  mkdir $1; cp ids b.tsv; differ=0
  for k in 1 2; do
    vectors $k
    $2 topic.svm $1/${files[k]} >/dev/null
    $3 topic.svm $1/${files[k]} predicted >/dev/null
    $4 $1/${files[k]} | paste b.tsv - >c.tsv; mv c.tsv b.tsv
    cp predicted predicted.$k
  done
  dateline models import --${1%%-*} $1 -m tiny.model -o $1.model
  decide $1.model; gap
  for k in 1 2; do
    paste predicted.$k <(cut -f$((k + 1)) a.tsv) | awk '{if (($1 > 0) != ($2 > 0)) bad++} END {print "decided otherwise:", bad + 0}'
  done
}
round libsvm 'svm-train -q -t 0 -c 3' 'svm-predict' libsvm_sum
round libsvm-b 'svm-train -q -t 0 -c 1 -b 1' 'svm-predict' libsvm_sum
round liblinear 'liblinear-train -q -s 3 -c 2' 'liblinear-predict' liblinear_sum
round liblinear-bias 'liblinear-train -q -s 2 -B 1' 'liblinear-predict' liblinear_sum
round liblinear-logistic 'liblinear-train -q -s 0 -c 10' 'liblinear-predict' liblinear_sum
# The probabilities of logistic regression are the stock predictor's.
for k in 1 2; do
  vectors $k; liblinear-predict -b 1 topic.svm liblinear-logistic/${files[k]} predicted >/dev/null
  awk 'NR == 1 {c = $2 == 1 ? 2 : 3; next} {print $c}' predicted >probability.$k
done
dateline classify --tsv -m liblinear-logistic.model tiny.jsonl | cut -f4,5 | paste - probability.1 probability.2 |
  awk '{for (k = 1; k <= 2; k++) {d = $k - $(k + 2); if (d > 1e-5 || d < -1e-5) bad++}} END {print "probabilities:", NR, bad + 0}'
# What was exported comes back, and so does what was imported.
decide tiny.model; cp a.tsv b.tsv
dateline models import -q --libsvm out -m tiny.model -o back.model; decide back.model; gap
dateline models test -m libsvm.model tiny.jsonl --json | grep -o '"micro_f1":[0-9.]*' | head -1
