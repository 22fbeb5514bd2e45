"""This package tests pmtui.query.filter."""
