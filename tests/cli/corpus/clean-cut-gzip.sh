# A gzip file that ends too early is named, and the status says so.
for i in 1 2 3; do
	echo "{\"id\":\"$i\",\"text\":\"Officers met at border post number $i.\"}"
done | gzip -n >whole.gz
head -c 60 whole.gz >cut.gz
dateline corpus clean --json whole.gz | wc -l
dateline corpus clean --json cut.gz
