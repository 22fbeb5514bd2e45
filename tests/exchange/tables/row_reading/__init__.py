"""This package tests pmtui.exchange.tables.row_reading."""
