"""This package reads off a store what a choice among its projects has to keep."""
