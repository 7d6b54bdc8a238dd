"""Small journals of each kind, written for the tests.

This file makes the folder a package, so that ilgi does not take the project for a journal.
"""
