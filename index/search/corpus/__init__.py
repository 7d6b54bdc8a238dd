"""The searchable data of one snapshot: postings, features, orders, facet values and caches of text.

Which posts a query matches is decided in ``index.search.matching``.
"""
