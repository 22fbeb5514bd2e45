"""This package tests the board of check-ins and the table of asks."""
