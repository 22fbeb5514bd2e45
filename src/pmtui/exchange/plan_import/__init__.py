"""This package turns a plan of another program into an edit of a store."""
