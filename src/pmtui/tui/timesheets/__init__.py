"""This package shows weeks of time over the screen."""
