"""What is shown with hits: snippets, highlights, facets, completions and suggestions.

Finding the hits is in ``index.search.matching``.
"""
