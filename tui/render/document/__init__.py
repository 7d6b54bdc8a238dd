"""A laid out document and positions in it: pages, links, link hints, matches and find.

Laying out is in ``tui.render.layout``.
"""
