"""This package holds what is stored of governance: bodies, and who may approve what."""
