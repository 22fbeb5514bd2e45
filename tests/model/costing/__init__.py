"""This package tests what is stored of costs."""
