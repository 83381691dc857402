"""From scores to attributions: whole spans, their kind, their act, and what is reported within them."""
