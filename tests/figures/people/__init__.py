"""This package tests what work costs by the day it is done on."""
