"""This package holds the figures of tasks: cost, percent complete, outline."""
