echo "{\"id\":\"1\",\"text\":\"Nothing is labelled here.\"}" >a.jsonl
dateline train a.jsonl
