"""This package holds the rules of a valid workspace: life cycles, loops, date ranges."""
