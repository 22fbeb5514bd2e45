"""This package says who has how much time, and what of it work takes."""
