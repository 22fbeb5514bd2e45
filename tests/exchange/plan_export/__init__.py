"""This package tests pmtui.exchange.plan_export."""
