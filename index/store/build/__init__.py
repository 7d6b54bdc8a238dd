"""Building a segment: inverting terms, spilling to disk, merging.

The file formats are in ``index.store.segment``.
"""
