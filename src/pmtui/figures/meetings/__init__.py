"""This package computes what waits for a meeting, and who is there."""
