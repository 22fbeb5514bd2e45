"""This package tests estimates of tasks and effects of risks."""
