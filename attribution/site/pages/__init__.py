"""The pages of the start, an article and a quote, and how all pages show words of an article."""
