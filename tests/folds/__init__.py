"""Fold tests: for every command, the snapshot before plus the frames is the snapshot after."""
