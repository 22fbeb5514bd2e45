"""This package tests pmtui.actions.editing."""
