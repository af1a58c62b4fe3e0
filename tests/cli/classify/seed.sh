seed=${DATELINE_SHARED:-$DATELINE_SRC/../shared}/seed/asia-plus-2015-06-24.txt
[ -e "$seed" ] || { echo "the reference article is not there"; exit 77; }
starter=$(dirname "$(realpath "$(command -v dateline)")")/../starter.model
[ -e "$starter" ] || { echo "this build has no starter model"; exit 77; }
dateline classify --tsv "$seed" | cut -f 2-3
dateline corpus clean --json "$seed" | sed 's/.*"text":"//; s/","removed":.*//' | grep -c "All news\|Global bread price"
dateline corpus add -q --db s.db "$seed" && dateline classify -q --new --db s.db
dateline reports weekly --db s.db --json | grep -o "\"week\":\"2015-W26\""
