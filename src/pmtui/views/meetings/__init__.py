"""This package shows what is on the agenda of a meeting, and what came of it."""
