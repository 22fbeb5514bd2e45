"""This package tests pmtui.actions.schedule."""
