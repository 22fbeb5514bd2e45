"""This package says what a status report says of a scope, and how it is written."""
