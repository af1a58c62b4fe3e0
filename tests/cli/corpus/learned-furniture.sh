# Lines that repeat on many pages of a folder go, whatever they say and in whatever order the pages are read.
mkdir pages
for i in 1 2 3 4 5; do
	cat >pages/$i.txt <<END
Story number $i of the village and its well

The well number $i was dug deeper on Monday because the old one had run dry in the summer.
The council paid for the pump, and the farmers paid for pipe $i.
Our reporter drank the water and lived
END
done
dateline corpus clean pages | grep -A1 -e '^removed' -e '^title'
dateline corpus add --db a.db pages
dateline corpus add --db b.db pages/5.txt pages/3.txt pages/1.txt pages/4.txt pages/2.txt
dateline corpus export --db a.db | sort >a
dateline corpus export --db b.db | sort >b
cmp a b
! grep 'Our reporter' a
