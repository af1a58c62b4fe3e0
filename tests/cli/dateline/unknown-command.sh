dateline clasify
