"""This package counts work: progress, open rows, flow over a board."""
