"""Votes on paper without the database: the order of the acts, the figures of a sheet, the result. Pure."""
