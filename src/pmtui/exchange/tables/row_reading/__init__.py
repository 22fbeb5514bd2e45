"""This package reads the rows of a sheet by what its columns mean."""
