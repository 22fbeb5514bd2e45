"""This package tests pmtui.store.log."""
