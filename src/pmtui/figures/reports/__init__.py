"""This package compares a scope at a former moment with now, and says what moved what."""
