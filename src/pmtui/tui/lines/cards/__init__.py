"""This package draws cards in columns."""
