"""This package keeps status reports, and notes to whom they were sent."""
