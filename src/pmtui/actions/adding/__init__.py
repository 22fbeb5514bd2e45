"""This package adds: one line, a form, a pasted list, a remark."""
