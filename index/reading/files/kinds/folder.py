"""A folder of notes that belongs to no program, or a single file.

It takes the marks of all programs together, as far as they do not contradict each other.
"""

from __future__ import annotations

from typing import Final

from .kind import MARKDOWN, Kind

FOLDER: Final = Kind(
    name="folder",
    title="folder",
    markdown=MARKDOWN | {"mdx", "qmd", "rmd", "mdown"},
    is_mixed=True,
    dates=(
        *("date", "created", "created_at", "createdat", "pubdate", "pubdatetime", "publishdate"),
        *("published", "publishedat"),
    ),
    taxonomy_table="taxonomies",
    split="signs",
    metadata_lines=True,
    folder_categories=True,
    inline_tags=True,
    lists_attachments=True,
    bare_names=True,
    unwritten_notes=False,
)
