# The dateline is read, the headlines of other articles at the end are dropped.
cat >page.txt <<'EOF'
KHUJAND, March 3, 2016, Valley News – Border officers of the two countries met on Wednesday and agreed to patrol the disputed stretch of the river together.
The commanders said that the first joint patrol would set out next week, and that a telephone line between the two posts would be opened.
Both sides also agreed to tell each other in advance about exercises that take place within ten kilometres of the border.




Court jails former mayor for bribery
Apricot harvest expected to be smaller than last year
Two held after robbery of exchange office
Remittances fall for the third month
New cement plant opens in the south
Ministry plans tax relief for farmers
All news
EOF
dateline corpus clean page.txt
dateline corpus clean --json page.txt
