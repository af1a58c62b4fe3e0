# A signal ends a run that waits for input, whatever thread it waits on.
starter=$(dirname "$(realpath "$(command -v dateline)")")/../starter.model
[ -e "$starter" ] || { echo "this build has no starter model"; exit 77; }
mkfifo pipe
sleep 60 >pipe &
writer=$!
for threads in 1 2; do
  dateline classify --format lines --threads $threads - <pipe >out 2>err &
  reader=$!
  sleep 0.5
  kill -TERM $reader
  for _ in $(seq 100); do kill -0 $reader 2>/dev/null || break; sleep 0.1; done
  kill -KILL $reader 2>/dev/null && echo "threads $threads: still there"
  code=0; wait $reader 2>/dev/null || code=$?
  echo "threads $threads: $code"
done
kill $writer
