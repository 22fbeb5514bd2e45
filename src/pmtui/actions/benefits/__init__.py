"""This package holds what is done to business cases and benefits."""
