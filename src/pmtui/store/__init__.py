"""This package keeps commits durable and hands them back."""
