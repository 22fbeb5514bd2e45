"""This package tests the command line: what each verb prints and which code it ends with."""
