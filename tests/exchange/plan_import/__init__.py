"""This package tests pmtui.exchange.plan_import."""
