"""This package tests pmtui.actions.checks."""
