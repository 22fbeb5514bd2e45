"""This package tests pmtui.exchange.ledger_import."""
