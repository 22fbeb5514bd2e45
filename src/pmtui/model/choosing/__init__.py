"""This package holds by what projects are chosen: criteria, and how each project does by them."""
