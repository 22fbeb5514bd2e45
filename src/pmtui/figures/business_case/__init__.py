"""This package appraises a business case: what its flows are worth, and when they pay back."""
