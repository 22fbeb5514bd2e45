"""This package holds what is stored of costs: plan, orders, ledger, status points."""
