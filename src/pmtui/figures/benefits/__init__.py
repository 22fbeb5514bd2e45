"""This package works out benefits: profiles, what is measured, and what a slip costs."""
