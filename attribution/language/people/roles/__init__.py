"""What an article states of its people: their roles and organisations, and where it says so."""
