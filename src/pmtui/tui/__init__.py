"""This package is the terminal face of a session."""
