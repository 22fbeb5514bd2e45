"""This package puts values and figures into words."""
