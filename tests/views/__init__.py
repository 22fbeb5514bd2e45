"""This package tests the views: what they say and in which order, never how it is drawn."""
