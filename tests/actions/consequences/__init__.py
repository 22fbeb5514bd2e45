"""This package tests pmtui.actions.consequences."""
