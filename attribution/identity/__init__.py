"""Who is who across articles: from records of names to groups of them. Pure."""
