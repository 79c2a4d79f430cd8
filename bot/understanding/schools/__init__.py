"""Schools: the directory, and the names in a text."""
