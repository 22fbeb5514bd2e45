"""This package shows people: load, requests for roles, and who is there."""
