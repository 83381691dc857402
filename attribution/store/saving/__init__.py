"""Saving an article: its rows, and who the names in them are."""
