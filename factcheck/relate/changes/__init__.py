"""Rises, falls and multiples with the levels before and after them, wherever the two stand."""
