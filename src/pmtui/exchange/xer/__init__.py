"""This package reads plans of Primavera P6, exported as XER."""
