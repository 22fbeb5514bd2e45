"""This package works out what components cost: their plan, what is committed, what was paid."""
