"""This package holds plans as other programs wrote them, and their way to the store."""
