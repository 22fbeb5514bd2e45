"""This package reads XML of Microsoft Project."""
