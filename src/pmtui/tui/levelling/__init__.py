"""This package levels on the screen: what would move is shown, and committed on yes."""
