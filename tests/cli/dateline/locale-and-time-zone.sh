# The same bytes in any locale and time zone.
say() {
  dateline classify --json "$DATELINE_SRC/examples/inbox"
  dateline corpus add --db "$1.db" "$DATELINE_SRC/examples/inbox"
  dateline corpus export --db "$1.db"
}
[ -e "$(dirname "$(realpath "$(command -v dateline)")")/../starter.model" ] || { echo "this build has no starter model"; exit 77; }
LC_ALL=C.UTF-8 TZ=UTC say one >one
for other in $(locale -a | grep -iE '^(de_DE|ru_RU|tr_TR|fr_FR)(\.utf-?8)?$') C POSIX; do
  for zone in Pacific/Kiritimati America/St_Johns; do
    LC_ALL=$other TZ=$zone say "$other-${zone##*/}" >two
    cmp one two
  done
done
[ "$(wc -l <one)" = 13 ] && echo same
