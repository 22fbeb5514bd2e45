"""This package levels resources: dates at which nobody is needed more than there is of them."""
