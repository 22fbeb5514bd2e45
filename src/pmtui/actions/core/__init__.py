"""This package defines the action: its arguments, keys, outcome and letters."""
