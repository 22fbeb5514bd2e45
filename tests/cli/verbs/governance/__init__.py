"""This package tests the verbs that tell people what waits for them."""
