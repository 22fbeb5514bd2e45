"""This package tests pmtui.exchange.msproject.reader."""
