"""This package says what follows from an edit and goes along with it in the same commit."""
