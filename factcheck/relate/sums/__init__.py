"""Totals with their parts, averages and products."""
