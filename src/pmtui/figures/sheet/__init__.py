"""This package keeps the figures of one revision and carries them on."""
