"""Review copies on the disk: the sealed container, what is in it, the keys, and the return file."""
