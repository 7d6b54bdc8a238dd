"""Which posts match a query, and in what order: evaluation, verification and ranking.

Parsing a query is in ``index.search.query``; what is shown of a hit is in ``index.search.answers``.
"""
