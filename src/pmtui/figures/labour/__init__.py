"""This package says what an hour of somebody's work costs on a day, and what work costs by that."""
