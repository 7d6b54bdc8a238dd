"""Text to terms: folding, segmentation, tokens, phrases and spelling.

Nothing here knows of queries or of files of the index.
"""
