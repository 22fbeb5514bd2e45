"""This package draws a Gantt chart."""
