"""This package works out who has checked in, and how long asks and directives wait."""
