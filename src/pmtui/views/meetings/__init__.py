"""What is on the agenda of a meeting, and what came of it."""
