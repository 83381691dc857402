"""The search: its page, its address, its files, its feed."""
