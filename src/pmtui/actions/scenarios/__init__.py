"""This package makes scenarios the plan, or gives them up, and moves what a what-if moves."""
