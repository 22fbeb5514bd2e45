"""This package turns what a terminal sends into keys, and keys into actions."""
