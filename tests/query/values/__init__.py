"""This package tests pmtui.query.values."""
