"""This package holds the screen that imports a file."""
