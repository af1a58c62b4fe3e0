echo 'Officers of both countries met at the border post on Wednesday.' >a.txt
dateline corpus add -q --label security --label=crime --source Agency --lang en a.txt
dateline corpus export | grep -o -e '"source":"[^"]*"' -e '"lang":"[^"]*"' -e '"labels":\[[^]]*\]'
