# A mail or netnews message names its subject in its head: that is the title, of a record and of a file.
cat >messages.jsonl <<'EOF'
{"id":"m1","text":"From: dean@example.org\nSubject: Re: Border crossing\n reopened\nLines: 3\n\nThe crossing at the river was opened to lorries on Monday."}
{"id":"m2","title":"Own title","text":"From: dean@example.org\nSubject: Re: Border\n\nThe crossing was opened."}
{"id":"m3","text":"From: here the road was open.\nSubject: to change.\nNo message, but prose.\n\nThe end."}
EOF
cat >message <<'EOF'
From: dean@example.org
Subject: Re: Border crossing
 reopened
Lines: 3

The crossing at the river was opened to lorries on Monday, a week after the flood.
EOF
dateline corpus add -q messages.jsonl
dateline corpus list --json
dateline corpus clean message
