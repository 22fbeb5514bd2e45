"""This package defines work that recurs: its rules, their days, and what is made of them."""
