"""This package keeps edits that are not on disk yet, and their conflicts."""
