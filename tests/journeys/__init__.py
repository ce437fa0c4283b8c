"""Whole stretches of a sitting, by real browsers against the server that people run."""
