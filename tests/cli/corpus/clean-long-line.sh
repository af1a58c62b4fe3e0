# A line of 50 MB is named and passed over, the rest is read.
{
	head -c 52428800 /dev/zero | tr '\0' 'a'
	echo
	echo '{"id":"ok","lang":"en","text":"Officers met at the border."}'
} >big.jsonl
dateline corpus clean --format jsonl --json big.jsonl
