"""This package tests pmtui.actions.registers."""
