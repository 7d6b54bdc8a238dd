"""Threads that work beside the interface."""
