"""This package tests pmtui.views.portfolio."""
