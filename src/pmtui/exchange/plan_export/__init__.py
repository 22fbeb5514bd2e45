"""This package makes a plan of another program from a store."""
