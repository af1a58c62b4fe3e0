# Completion for bash from `dateline --help=table`.
BEGIN { FS = "\t"; print "# bash completion for dateline, generated from its option tables" }
$1 == "group" || $1 == "command" { path = $2; order[++n] = path }
$1 == "member" { members[path] = members[path] " " $2 }
$1 == "option" {
  words[path] = words[path] " --" $2 ($3 != "-" ? " -" $3 : "")
  what = "none"
  if ($5 != "-") { gsub(/,/, " ", $5); what = "COMPREPLY=($(compgen -W '" $5 "' -- \"$cur\"))" }
  else if ($4 == "DIR") what = "COMPREPLY=($(compgen -d -- \"$cur\"))"
  else if ($4 ~ /^(FILE|MODEL|DB)/) what = "COMPREPLY=($(compgen -f -- \"$cur\"))"
  else if ($4 != "-") what = ":"
  if (what != "none")
    values = values "    \"" path " --" $2 "\"" ($3 != "-" ? " | \"" path " -" $3 "\"" : "") ") " what "; return ;;\n"
}
END {
  print "_dateline() {\n  local cur prev command=dateline i word\n  COMPREPLY=()"
  print "  cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}"
  print "  for ((i = 1; i < COMP_CWORD; i++)); do\n    word=\"$command ${COMP_WORDS[i]}\"\n    case $word in"
  printf "      \"%s\"", order[1]
  for (i = 2; i <= n; i++) printf " | \"%s\"", order[i]
  print ") command=$word ;;\n    esac\n  done"
  printf "  case \"$command $prev\" in\n%s  esac\n  case $command in\n", values
  for (i = 1; i <= n; i++) {
    w = members[order[i]] ? members[order[i]] " help --help" : words[order[i]]
    printf "    \"%s\") word='%s' ;;\n", order[i], substr(w, 2)
  }
  print "  esac\n  if [[ $cur == -* || $word == *\" help --help\" ]]; then"
  print "    COMPREPLY=($(compgen -W \"$word\" -- \"$cur\"))\n  else\n    COMPREPLY=($(compgen -f -- \"$cur\"))\n  fi\n}"
  print "complete -o filenames -F _dateline dateline"
}
