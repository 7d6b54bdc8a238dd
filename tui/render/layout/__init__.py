"""Blocks to lines of a given width: wrapping, tables, folds, margin notes and code highlighting.

Colours and keys are in ``tui.widgets.page_view``.
"""
