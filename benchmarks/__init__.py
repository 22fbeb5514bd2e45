"""This package measures pmtui against the budgets; every figure is a ratio to a control."""
