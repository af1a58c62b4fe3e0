echo "this is no model" >a.model
dateline classify -m a.model - </dev/null
