"""This package tests pmtui.query.dates."""
