# The manual, dateline.1.md, as a man page. Knows what that page uses: headings, paragraphs, definition lists
# (a term, then ":   text"), indented examples, **bold**, *italic*, `code`.
#   awk -v version=VERSION -v see="PAGE PAGE ..." -f manual.awk dateline.1.md
function spans(s,    out, before) {
  gsub(/\\/, "\\e", s); gsub(/-/, "\\-", s); gsub(/'/, "\\(aq", s)
  out = ""
  while (match(s, /\*\*[^*]+\*\*|\*[^*]+\*|`[^`]+`/)) {
    before = substr(s, 1, RSTART - 1)
    out = out before mark(substr(s, RSTART, RLENGTH))
    s = substr(s, RSTART + RLENGTH)
  }
  out = out s
  return out ~ /^[.]/ ? "\\&" out : out
}

function mark(m) {
  if (m ~ /^\*\*/) return "\\fB" substr(m, 3, length(m) - 4) "\\fR"
  return (m ~ /^\*/ ? "\\fI" : "\\fB") substr(m, 2, length(m) - 2) "\\fR"
}

function flush_term() { if (term != "") print ".PP\n" spans(term); term = "" }
function leave() { if (code) print ".fi\n.RE"; code = 0 }

NR == 1 { printf ".TH DATELINE 1 \"\" \"dateline %s\" \"User commands\"\n", version; next }
/^# / { flush_term(); leave(); print ".SH " substr($0, 3); deep = 0; next }
/^## / { flush_term(); leave(); print ".SS " substr($0, 4); deep = 0; next }
/^:   / { print ".TP\n" spans(term); term = ""; print spans(substr($0, 5)); deep = 1; next }
/^$/ { flush_term(); if (!code) pending = 1; else print ""; next }
/^    / && !deep { flush_term(); if (!code) print ".RS 4\n.nf"; code = 1; print spans(substr($0, 5)); next }
/^    / { sub(/^ +/, ""); print spans($0); next }
{ leave(); if (term != "") term = term "\n" $0; else term = $0; deep = 0; next }
END {
  flush_term(); leave()
  n = split(see, pages, " ")
  if (n) print ".SH COMMAND PAGES"
  for (i = 1; i <= n; i++) printf ".BR %s (1)%s\n", pages[i], i < n ? "," : ""
}
