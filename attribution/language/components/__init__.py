"""The spaCy components, one job each; ``pipeline.py`` puts them one behind another."""
