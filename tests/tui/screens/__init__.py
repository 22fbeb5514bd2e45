"""This package tests the main screen and what opens over it."""
