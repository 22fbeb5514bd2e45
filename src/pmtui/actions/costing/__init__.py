"""This package holds what is done to costs: plan, orders, ledger, and freezing a status."""
