"""This package tests pmtui.exchange.msproject.writer."""
