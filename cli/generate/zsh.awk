# Completion for zsh from `dateline --help=table`.
BEGIN { FS = "\t"; print "#compdef dateline\n# generated from the option tables of dateline" }
function quote(s) { gsub(/'/, "'\\''", s); return "'" s "'" }
function safe(s) { gsub(/\\/, "\\\\", s); gsub(/\[/, "\\[", s); gsub(/\]/, "\\]", s); gsub(/:/, "\\:", s); return s }
function name(path) { gsub(/[ -]/, "_", path); return "_" path }
function close_function() {
  if (kind == "group") print "  )\n  if (( CURRENT == 2 )); then _describe command commands\n  else\n    local word=$words[2]; shift words; (( CURRENT-- ))\n    (( $+functions[" name(path) "_$word] )) && " name(path) "_$word\n  fi\n}"
  if (kind == "command") print "    '*:file:_files'\n}"
}
$1 == "group" || $1 == "command" { close_function(); kind = $1; path = $2; print name(path) "() {" }
$1 == "group" { print "  local -a commands=(" }
$1 == "command" { print "  _arguments -s \\" }
$1 == "member" { print "    " quote(safe($2) ":" $3) }
$1 == "option" {
  what = ""
  if ($5 != "-") { gsub(/,/, " ", $5); what = ":" tolower($4) ":(" $5 ")" }
  else if ($4 == "DIR") what = ":folder:_files -/"
  else if ($4 ~ /^(FILE|MODEL|DB)/) what = ":file:_files"
  else if ($4 != "-") what = ":" tolower($4) ":"
  print "    " quote("*--" $2 (what != "" ? "=" : "") "[" safe($6) "]" what) " \\"
  if ($3 != "-") print "    " quote("*-" $3 (what != "" ? "+" : "") "[" safe($6) "]" what) " \\"
}
END { close_function(); print "_dateline \"$@\"" }
