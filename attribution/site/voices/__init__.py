"""The page of who gets to speak."""
