"""This package tests pmtui.views.schedule."""
