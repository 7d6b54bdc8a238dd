"""Disk to journal: scanning source files, refreshing the index, snapshots, watching and previews.

Reading one file is in ``index.reading``; the files of the index are in ``index.store``.
"""
