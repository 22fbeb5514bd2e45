"""This package tests pmtui.views.benefits."""
