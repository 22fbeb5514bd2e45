"""This package reads dates as people write them."""
