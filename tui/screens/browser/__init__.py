"""The main screen: panes, search, quick open, notes, reader state and sync.

Screens on top of it are in ``tui.screens.dialogs`` and ``tui.screens.overviews``.
"""
