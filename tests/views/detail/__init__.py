"""This package tests pmtui.views.detail."""
