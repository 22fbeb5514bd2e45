"""This package tests pmtui.exchange.update_sheets."""
