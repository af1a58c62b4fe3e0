# Every command has a usage line, its options and examples, all on stdout.
for c in '' corpus 'corpus add' 'corpus clean' 'corpus list' 'corpus show' 'corpus stats' 'corpus label' 'corpus export' \
	train models 'models show' 'models terms' 'models test' 'models compare' 'models export' classify \
	reports 'reports weekly' 'reports daily' 'reports monthly'; do
	dateline $c --help >help
	[ "$(grep -c "^Usage: dateline${c:+ $c}" help)" = 1 ] || echo "no usage: $c"
	[ "$(sed -n '/^Examples:$/,$p' help | grep -c '^  .*dateline ')" -ge 1 ] || echo "no examples: $c"
	grep -q -- '--color' help || echo "no options: $c"
done
dateline help corpus list | head -n 1
dateline corpus help list | head -n 1
