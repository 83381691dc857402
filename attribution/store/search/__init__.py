"""Finding quotes by words, names and filters."""
