"""This package tests pmtui.actions.adding."""
