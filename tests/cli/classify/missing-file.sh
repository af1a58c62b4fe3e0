dateline classify -m nowhere.model gone.txt
