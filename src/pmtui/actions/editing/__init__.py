"""This package sets fields, archives, hands over and goes to the next state."""
