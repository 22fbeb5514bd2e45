"""This package writes tables as CSV, XLSX and JSON."""
