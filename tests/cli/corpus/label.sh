echo '{"id":"x","date":"2015-06-24","title":"Border talks","text":"Officers met at the border."}' >a.jsonl
dateline corpus add -q a.jsonl
dateline corpus label x security crime security
dateline corpus export
dateline corpus label x --none
dateline corpus list --csv
