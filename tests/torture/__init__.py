"""This package ill-treats stores and the program, and counts what they lose."""
