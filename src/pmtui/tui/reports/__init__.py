"""This package shows status reports over the screen: of now, or as they were kept."""
