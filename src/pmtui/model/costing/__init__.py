"""This package holds what is stored of costs: their plan, orders and the ledger."""
