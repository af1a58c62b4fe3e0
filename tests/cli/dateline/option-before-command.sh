dateline --json corpus stats
