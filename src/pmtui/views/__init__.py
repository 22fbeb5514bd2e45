"""This package says what to show: pure rows, cards and bars that faces draw or print."""
