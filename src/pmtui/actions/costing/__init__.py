"""This package holds what is done to costs: their plan, orders and the ledger."""
