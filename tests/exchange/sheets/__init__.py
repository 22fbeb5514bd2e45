"""This package tests pmtui.exchange.sheets."""
