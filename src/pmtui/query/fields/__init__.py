"""This package declares the fields that filters and forms know, stored and derived."""
