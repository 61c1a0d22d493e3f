"""Shares with their part and their whole, wherever the two stand."""
