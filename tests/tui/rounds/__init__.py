"""This package tests going round on the screen."""
