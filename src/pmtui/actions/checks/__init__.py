"""This package says what stands in the way of an edit, and what needs consent."""
