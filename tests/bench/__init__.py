"""Measurements, run by hand: what they print are ratios to a reference of the same run."""
