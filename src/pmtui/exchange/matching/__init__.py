"""This package finds which rows of a store the rows of a file are."""
