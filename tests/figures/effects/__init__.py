"""This package tests what an edit is said to change before it is made."""
