# The reader of a pipe goes away: no message.
(trap '' PIPE; sleep 0.2; dateline help) | true
