"""This package shows a board: cards, columns, lanes."""
