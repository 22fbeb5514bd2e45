"""This package is the store on disk: opening, creating, upkeep, presence."""
