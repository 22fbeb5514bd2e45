"""This package takes in what was changed in the file outside pmtui."""
