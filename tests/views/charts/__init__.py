"""This package tests pmtui.views.charts."""
