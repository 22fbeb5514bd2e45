"""This package tests pmtui.query.fields."""
