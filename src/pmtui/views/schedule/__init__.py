"""This package shows plans as tables: dates, quality, variance."""
