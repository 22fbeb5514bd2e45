"""This package tests the terminal face: keys in, session and screen out."""
