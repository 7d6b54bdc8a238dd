"""Small screens that ask for one thing and close: pickers, fields and texts.

Screens that one stays in are in ``tui.screens.overviews``.
"""
