"""This package tests pmtui.exchange.formats."""
