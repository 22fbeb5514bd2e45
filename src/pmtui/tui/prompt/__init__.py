"""This package is the line at the foot of the screen: quick-add, completion, validation."""
