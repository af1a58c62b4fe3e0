dateline models show -m nowhere.model
