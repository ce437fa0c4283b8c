"""Goldens: what goes in and what must come out, read by every language that has to agree."""
