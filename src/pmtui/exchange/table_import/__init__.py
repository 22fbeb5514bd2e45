"""This package turns the rows of a sheet into an edit of a store."""
