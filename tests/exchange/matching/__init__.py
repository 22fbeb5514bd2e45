"""This package tests pmtui.exchange.matching."""
