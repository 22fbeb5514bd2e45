"""This package acts on tasks: outline, assignments, relocation, totals of summaries."""
