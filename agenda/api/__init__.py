"""The HTTP of the agenda: one thin view for each command, and the file of a document."""
