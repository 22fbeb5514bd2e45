"""This package is the headless face of a session."""
