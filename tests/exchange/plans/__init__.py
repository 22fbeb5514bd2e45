"""This package tests pmtui.exchange.plans."""
