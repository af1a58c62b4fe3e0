# A gnuplot without SVG, one that fails, one that is killed: the report comes, with our own charts, and status 4.
. "$DATELINE_SRC/tests/cli/reports/made.inc"
made 9 >topics.jsonl
mkdir bin
fake() { printf '#!/bin/sh\n%s\n' "$1" >bin/gnuplot; chmod +x bin/gnuplot; }
try() {
	rm -rf out
	PATH="$PWD/bin:$PATH" dateline reports weekly -q topics.jsonl -o out 2>err
	echo "status $?"
	sed 's/^dateline: //' err
	grep -o 'class="chart' out/index.html | wc -l | tr -d ' '
	grep -c 'without gnuplot' out/index.html
	ls out/charts | tr '\n' ' '
	echo
}
fake 'echo " dumb unknown "; echo "version 5.4 patchlevel 4"'
try
fake 'case "$*" in *GPVAL*) echo " svg pngcairo ";; *) echo "\"shares.gp\" line 3: undefined variable: x" >&2; exit 2;; esac'
try
fake 'case "$*" in *GPVAL*) echo " svg pngcairo ";; *) kill -9 $$;; esac'
try
fake 'echo " svg pngcairo "'
try
