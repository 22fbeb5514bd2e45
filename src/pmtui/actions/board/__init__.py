"""This package moves cards, completes tasks and edits the columns of a board."""
