"""This package shows the tree of components."""
