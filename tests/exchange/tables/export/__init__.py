"""This package tests pmtui.exchange.tables.export."""
