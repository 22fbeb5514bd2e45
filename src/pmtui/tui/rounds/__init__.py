"""This package asks of task after task how far it is."""
