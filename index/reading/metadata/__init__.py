"""The facts of a post besides its body: title, taxonomy, permalink, reading time, excerpt.

The values they are made of are read in ``index.reading.front_matter``.
"""
