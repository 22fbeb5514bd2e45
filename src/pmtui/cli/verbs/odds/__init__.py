"""This package holds the verb that says how likely dates and costs are."""
