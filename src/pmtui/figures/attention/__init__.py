"""This package says what needs attention in a scope, why, and what follows."""
