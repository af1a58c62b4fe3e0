# An empty cell is not labelled, "none" is none of the topics; both survive being written and read.
printf 'id,text,labels\n1,Officers met.,crime|drugs\n2,Prices rose.,none\n3,Rain fell.,\n4,A silent street.,none|\n' >a.csv
dateline corpus add -q a.csv
dateline corpus list --csv >b.csv
cut -d , -f 1,9 b.csv
dateline corpus add --db again.db -q b.csv
dateline corpus list --db again.db --csv | cmp - b.csv && echo same
dateline corpus list --unlabelled --json
