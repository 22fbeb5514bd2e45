"""This package meets the terminal: themes, safe output, repainting, editor."""
