"""This package shows the money of a scope: position, and charts of it."""
