"""This package tests weeks of time over the screen."""
