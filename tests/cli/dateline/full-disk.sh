# What could not be written is an error, also when it was still in the buffer.
dateline help >/dev/full
