"""This package tests pmtui.views.overview."""
