"""This package moves dates, links tasks, keeps baselines and calendars."""
