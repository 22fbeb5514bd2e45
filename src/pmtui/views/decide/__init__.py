"""This package shows which projects to do: the best set, how it is balanced, and a bubble map."""
