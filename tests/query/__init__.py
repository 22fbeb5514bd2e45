"""This package tests what is typed: filters, quick-add lines, dates, values and scopes."""
