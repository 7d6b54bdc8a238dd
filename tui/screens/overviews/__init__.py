"""Screens over many posts: calendar, statistics, questions, review and related posts.

Dialogs are in ``tui.screens.dialogs``.
"""
