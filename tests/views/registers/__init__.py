"""This package tests pmtui.views.registers."""
