"""This package reads the cells of a sheet: amounts, people, states."""
