"""The index's single pass over Markdown: words, headings, links, code and dialogues of a body.

Nothing is laid out here: the page has a full parser of its own in ``tui.render``.
"""
