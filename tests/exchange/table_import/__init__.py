"""This package tests pmtui.exchange.table_import."""
