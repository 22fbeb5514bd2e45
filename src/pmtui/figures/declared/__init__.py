"""This package declares the figures that the sheet itself works out."""
