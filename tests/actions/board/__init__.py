"""This package tests pmtui.actions.board."""
