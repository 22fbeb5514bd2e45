"""This package reads and writes plans of Microsoft Project, saved as XML."""
