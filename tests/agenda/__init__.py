"""Tests of the agenda, one file for each module of it."""
