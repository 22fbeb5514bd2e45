"""This package reads the lines of money: cost lines, orders and the ledger, each converted."""
