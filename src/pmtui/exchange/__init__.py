"""This package reads and writes the files of other programs."""
