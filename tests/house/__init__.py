"""This package keeps the house rules that no type checker sees."""
