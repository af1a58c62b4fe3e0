dateline corpus lst
