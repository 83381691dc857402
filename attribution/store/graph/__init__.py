"""The tables of who speaks about whom: made anew, and counted in part."""
