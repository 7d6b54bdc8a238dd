"""Query text to a syntax tree, and a tree back to text and words.

Nothing here looks at posts.
"""
