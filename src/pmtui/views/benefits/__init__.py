"""This package shows benefits: register, profile, what is due, and business cases."""
