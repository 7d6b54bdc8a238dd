"""The segment files as a Whoosh codec: schema, reader, writer and matcher.

The formats themselves are in ``index.store.segment``.
"""
