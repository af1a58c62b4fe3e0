# Man pages from `dateline --help=table`: one a command and one a group, dateline-corpus-add.1 and so on.
#   awk -v dir=FOLDER -v version=VERSION -f man.awk TABLE
BEGIN { FS = "\t" }

function roff(s) {
  gsub(/\\/, "\\e", s); gsub(/-/, "\\-", s); gsub(/'/, "\\(aq", s)
  return s ~ /^[.]/ ? "\\&" s : s
}

# WORDS in capitals are what the user fills in.
function arguments(s,    n, i, w, out) {
  n = split(s, w, " ")
  for (i = 1; i <= n; i++) out = out " \\fI" roff(w[i]) "\\fR"
  return out
}

function section(name) { if (name != current) print ".SH " name > out; current = name }

function finish() {
  if (out == "") return
  if (examples != "") { section("EXAMPLES"); printf ".nf\n%s.fi\n", examples > out }
  section("EXIT STATUS")
  print "0 fine, 1 failed, 2 wrong usage, 3 finished but some input was bad and skipped, 4 gnuplot is missing or" > out
  print "failed, 130 stopped by Ctrl\\-C." > out
  section("SEE ALSO")
  printf ".BR dateline (1)" > out
  if (parent != "dateline") { gsub(/ /, "\\-", parent); printf ",\n.BR %s (1)", parent > out }
  printf "\n" > out
  close(out)
  out = ""
}

function start(    file) {
  finish()
  if ($2 == "dateline") return
  file = $2; gsub(/ /, "-", file)
  parent = $2; sub(/ [^ ]*$/, "", parent)
  out = dir "/" file ".1"; current = ""; examples = ""
  printf ".TH %s 1 \"\" \"dateline %s\" \"User commands\"\n", toupper(roff(file)), version > out
  section("NAME"); printf "%s \\- %s\n", roff(file), roff($4) > out
  section("SYNOPSIS")
}

$1 == "group" { start(); if (out) { printf "\\fB%s\\fR \\fICOMMAND\\fR [\\fIOPTION\\fR]...\n", $2 > out } }
$1 == "command" { start(); printf "\\fB%s\\fR [\\fIOPTION\\fR]...%s\n", $2, arguments($3) > out }
out == "" { next }
$1 == "about" { section("DESCRIPTION"); if ($2 == "") print ".PP" > out; else { print roff($2) > out } }
$1 == "member" { section("COMMANDS"); printf ".TP\n\\fB%s\\fR\n%s\n", $2, roff($3) > out }
$1 == "option" {
  section("OPTIONS")
  printf ".TP\n" > out
  if ($3 != "-") printf "\\fB\\-%s\\fR, ", $3 > out
  printf "\\fB\\-\\-%s\\fR", roff($2) > out
  if ($4 != "-") printf " \\fI%s\\fR", roff($4) > out
  printf "\n%s\n", roff($6) > out
}
$1 == "example" { sub(/^  /, "", $2); examples = examples roff($2) "\n" }
END { finish() }
