"""A post to lines of text: parsing, layout and the document around it.

No Textual in here: painting lines on a terminal is in ``tui.widgets.page_view``.
"""
