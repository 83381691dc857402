"""The pages of who speaks about whom."""
