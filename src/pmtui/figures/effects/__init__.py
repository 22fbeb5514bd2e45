"""This package holds what an edit would change elsewhere: dates, money, benefits."""
