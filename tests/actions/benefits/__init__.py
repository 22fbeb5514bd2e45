"""This package tests what is done to business cases and benefits."""
