"""The files of a segment and their formats: term dictionary, postings, positions, stored records.

Building them is in ``index.store.build``; Whoosh's view of them is in ``index.store.whoosh_codec``.
"""
