"""This file makes the tests a package, so that test modules may share names across folders."""
