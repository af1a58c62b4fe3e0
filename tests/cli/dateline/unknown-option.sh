dateline -q corpus stats --jsn
