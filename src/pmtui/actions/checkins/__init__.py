"""This package takes check-ins, asks going up and directives coming down."""
