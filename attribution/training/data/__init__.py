"""Training documents: read from corpora and treebanks, damaged and renamed at random, labelled by word piece."""
