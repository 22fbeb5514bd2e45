"""This package tells what goes on once work is over: its benefits, until they are sustained."""
