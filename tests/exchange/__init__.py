"""This package tests pmtui.exchange."""
