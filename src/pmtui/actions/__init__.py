"""This package defines what a person may do; each action once, for keys, palette, help and CLI."""
