"""This package holds what every figure stands on: amounts, ratings, walks, invalidation."""
