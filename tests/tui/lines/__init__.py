"""This package tests the drawing primitives, one widget at a time."""
