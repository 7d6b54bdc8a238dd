"""The files of a journal: walking the folder, site settings and front matter defaults.

What a file says is read in the rooms beside this one; decoding is in ``index.reading.decode``.
"""
