"""This package tests pmtui.exchange.xer."""
