"""This package tests pmtui.exchange.tables.column_maps."""
