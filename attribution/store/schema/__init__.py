"""The tables, as migrations, and opening a file that has them."""
