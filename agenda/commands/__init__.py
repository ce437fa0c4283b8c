"""What people do to the agenda: one function a verb."""
