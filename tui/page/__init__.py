"""A post on the page: Markdown becomes blocks, blocks become lines, lines are drawn.

Everything but ``view`` is free of Textual, so that printing a post never starts the interface.
"""
