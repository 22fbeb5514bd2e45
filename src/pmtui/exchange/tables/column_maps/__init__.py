"""This package says what the columns of a sheet mean: guessed, given or kept."""
