"""This package tests pmtui.actions.costing."""
