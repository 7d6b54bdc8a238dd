"""The page of a post as a widget: painting, scrolling, folds, links, notes and code colours.

Lines are laid out without Textual in ``tui.render``.
"""
