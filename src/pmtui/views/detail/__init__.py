"""This package shows one entity: fields, relations, history."""
