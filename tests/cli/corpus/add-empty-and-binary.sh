# Named, skipped, and the good one is kept.
: >empty.txt
head -c 4096 /dev/zero >zeros.bin
echo 'Officers of both countries met at the border post on Wednesday.' >good.txt
dateline corpus add empty.txt zeros.bin good.txt 2>err && code=0 || code=$?
grep -o -e empty.txt -e zeros.bin err | sort -u
exit $code
