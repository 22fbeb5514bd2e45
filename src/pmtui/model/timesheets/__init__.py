"""This package holds the rules of time sheets."""
