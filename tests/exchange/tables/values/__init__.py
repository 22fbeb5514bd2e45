"""This package tests pmtui.exchange.tables.values."""
