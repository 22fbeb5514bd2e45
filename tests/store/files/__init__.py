"""This package tests pmtui.store.files."""
