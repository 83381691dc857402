"""Whom a source means, what kind of source it is, and whom its words are about."""
