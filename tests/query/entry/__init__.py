"""This package tests pmtui.query.entry."""
