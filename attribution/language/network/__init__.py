"""The encoder: from text to scores of word pieces, and from these to tokens, sentences and trees."""
