echo '{"id":"x","lang":"en","title":"Border talks","text":"Officers met at the border."}' | dateline corpus clean --json
