"""This package tests what components cost: lines, orders and the ledger."""
