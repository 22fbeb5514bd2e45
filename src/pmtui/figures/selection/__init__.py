"""This package chooses which candidates of a portfolio to do: the problem, its solving, and why."""
