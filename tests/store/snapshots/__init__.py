"""This package tests pmtui.store.snapshots."""
