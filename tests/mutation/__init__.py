"""The mutation check of the rules: each changed in every way, and a test must notice."""
