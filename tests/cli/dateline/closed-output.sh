dateline help >&-
