"""This package simulates stored plans: what is uncertain about them, and what that comes to."""
