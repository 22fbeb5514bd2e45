"""This package shows where a scope stands and what needs a decision."""
