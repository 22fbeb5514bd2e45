"""This package runs actions from the screen: arguments, preview, concurrent edits."""
