"""Figures that units, dates and the order of things tie: conversions, spans of time, bands, tables of results."""
