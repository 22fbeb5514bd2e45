"""This package holds the figures: pure functions from the model to numbers."""
