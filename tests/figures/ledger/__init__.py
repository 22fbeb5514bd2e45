"""This package tests pmtui.figures.ledger."""
