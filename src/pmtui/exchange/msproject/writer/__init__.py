"""This package writes XML of Microsoft Project."""
