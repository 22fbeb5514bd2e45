"""This package tests how benefits come from what projects deliver."""
