"""What any text must pass before it is shown: control characters and emoji widths.

Layout of posts is in ``tui.render``.
"""
