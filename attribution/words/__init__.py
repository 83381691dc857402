"""What every room knows of words: text, names, roles, bodies. Without spaCy, and pure."""
