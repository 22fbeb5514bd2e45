"""This package says of each figure what it means and what it is made from."""
