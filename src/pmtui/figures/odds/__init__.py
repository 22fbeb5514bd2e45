"""This package says how likely dates and costs are, by Monte Carlo on the network of the plans."""
