"""This package defines teams, skills, leave and what roles are asked for."""
