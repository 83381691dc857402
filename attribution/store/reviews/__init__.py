"""What people decided about single rows, and what waits for them."""
