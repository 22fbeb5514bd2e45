"""This package tests what is worked out of benefits."""
