"""Markdown syntax beyond CommonMark: kramdown, Liquid, formulas, pipe tables and inline HTML.

Turning it into blocks is in ``tui.render.blocks``.
"""
