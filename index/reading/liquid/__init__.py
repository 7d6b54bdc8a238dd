"""Liquid in posts of Jekyll sites: evaluated as far as a reader needs it, within bounds."""
