"""This package tests scenarios: edits beside the plan, and the plan with them."""
