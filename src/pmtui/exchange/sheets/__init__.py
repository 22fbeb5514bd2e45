"""This package reads sheets as rows of text: CSV, XLSX, JSON, encodings, headers."""
