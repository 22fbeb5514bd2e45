"""This package tests who has checked in, and how old asks are."""
