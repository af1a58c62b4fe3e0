# Foreign files are checked line by line; each error names file and line, and no model is written.
cat >tiny.jsonl < <(for i in 1 2 3 4 5 6 7 8 9 10; do
  echo "{\"id\":\"f$i\",\"lang\":\"en\",\"text\":\"Farmers harvested wheat and barley on field number $i before the rain came.\",\"labels\":[\"farm\"]}"
  echo "{\"id\":\"n$i\",\"lang\":\"en\",\"text\":\"A choir sang old songs for visitors on evening number $i.\",\"labels\":[]}"
done)
dateline train -q -m tiny.model tiny.jsonl
import() { dateline models import --$1 in -m tiny.model -o new.model; echo "status $?"; ls new.model 2>/dev/null; }
mkdir in; import libsvm
svm() { printf '%b' "$1" >in/01-farm.model; import libsvm; }
head='svm_type c_svc\nkernel_type linear\nnr_class 2\ntotal_sv 1\nrho 0\nlabel 1 -1\nnr_sv 1 0\n'
svm ''
svm 'svm_type c_svc\nkernel_type rbf\n'
svm "${head}"
svm "${head}SV\n"
svm "${head}SV\n1 1:1\n1 2:1\n"
svm "${head}rho 0\nSV\n1 1:1\n"
svm "${head}SV\n1 2:1 1:1\n"
svm "${head}SV\n1 4000000000:1\n"
svm "${head}SV\n1 1:nan\n"
svm "${head}SV\n1 1:0x10\n"
svm "${head}SV\n1 1:1e999\n"
svm "${head}SV\n1 1:1e300\n"
svm "${head}SV\n1 1\n"
svm "${head}probA 1\nSV\n1 1:1\n"
svm 'label 1 1\n'
svm 'gamma 1\n'
line() { printf '%b' "$1" >in/01-farm.model; import liblinear; }
head='solver_type L2R_L1LOSS_SVC_DUAL\nnr_class 2\nlabel 1 -1\nnr_feature 2\nbias -1\nw\n'
line 'solver_type L2R_L2LOSS_SVR\n'
line "${head/nr_class 2/nr_class 3}1 \n"
line "${head/nr_feature 2/nr_feature 99999}1 \n"
line "${head}1 \n"
line "${head}1 \n2 \n3 \n"
line "${head}1 2\n"
line "${head}1 \n\0002 \n"
line "${head}1 \n2"
dateline models show -m new.model | head -3 | sed 's/^model [0-9a-f]*/model ID/'
dateline models import -o x --libsvm in --liblinear in 2>&1 | head -1
dateline models import --libsvm in 2>&1 | head -1
