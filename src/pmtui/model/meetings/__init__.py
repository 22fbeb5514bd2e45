"""This package defines meetings."""
