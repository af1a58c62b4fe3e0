# Completion for fish from `dateline --help=table`.
BEGIN {
  FS = "\t"
  print "# fish completion for dateline, generated from its option tables"
  print "function __dateline_at\n    set -l words (commandline -opc | string match -v -- '-*')\n    set -l path (string split ' ' -- $argv[1])"
  print "    set -l n (count $path)\n    test (count $words) -ge $n; or return 1"
  print "    test \"$words[2..$n]\" = \"$path[2..$n]\"; or return 1"
  print "    test \"$argv[2]\" != exactly; or test (count $words) -eq $n\nend"
}
function quote(s) { gsub(/\\/, "\\\\", s); gsub(/'/, "\\'", s); return "'" s "'" }
$1 == "group" || $1 == "command" { path = $2 }
$1 == "member" {
  printf "complete -c dateline -f -n %s -a %s -d %s\n", quote("__dateline_at \"" path "\" exactly"), quote($2), quote($3)
}
$1 == "option" {
  printf "complete -c dateline -n %s -l %s", quote("__dateline_at \"" path "\""), $2
  if ($3 != "-") printf " -s %s", $3
  if ($5 != "-") { gsub(/,/, " ", $5); printf " -x -a %s", quote($5) }
  else if ($4 ~ /^(FILE|DIR|MODEL|DB)/) printf " -r -F"
  else if ($4 != "-") printf " -x"
  printf " -d %s\n", quote($6)
}
