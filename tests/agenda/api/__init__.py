"""Tests of the agenda over HTTP."""
