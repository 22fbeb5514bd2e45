"""This package tests which weeks of people are open, and what may be booked in them."""
