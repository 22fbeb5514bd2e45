"""This package tests pmtui.views.board."""
