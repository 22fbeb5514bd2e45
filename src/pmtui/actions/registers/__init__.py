"""This package acts on risks, issues and escalations."""
