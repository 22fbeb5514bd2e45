"""This package tests pmtui.store.disk."""
