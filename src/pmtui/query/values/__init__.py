"""This package reads and shows values: money, durations, names, numbers."""
