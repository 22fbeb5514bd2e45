"""This package tells what pays for components: funding by day, and reserves for what may happen."""
