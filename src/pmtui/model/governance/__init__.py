"""This package holds what is stored of governance: who decides, who is concerned, lessons."""
