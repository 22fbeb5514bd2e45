"""This package reads tables by what their columns mean, and writes them."""
