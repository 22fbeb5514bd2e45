"""This package shows what changed: facts, sentences, conflicts."""
