"""Views of a journal without a query: days, title lookup, questions and statistics.

Searching by a query is in ``index.search``.
"""
