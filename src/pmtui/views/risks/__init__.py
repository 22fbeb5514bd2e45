"""This package shows the risk register and the heat map."""
