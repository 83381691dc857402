"""The page of a speaker."""
