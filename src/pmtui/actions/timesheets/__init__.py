"""This package books time and closes weeks of it."""
