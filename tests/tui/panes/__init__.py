"""This package tests the panes: keys pressed in one, and what the session holds after."""
