"""Front matter to values: YAML, TOML and JSON, their scalars, dates and authors.

What a post makes of these values (title, tags, address) is in ``index.reading.metadata``.
"""
