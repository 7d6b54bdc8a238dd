"""mdBook: a book whose ``SUMMARY.md`` names its chapters in their order.

Sources: https://rust-lang.github.io/mdBook/format/summary.html and
https://rust-lang.github.io/mdBook/format/configuration/general.html.
"""

from __future__ import annotations

import posixpath
import re
from typing import Final
from urllib.parse import unquote

from index.reading.decode import clean_line
from index.reading.front_matter.scalars import scalar_text

from .kind import Kind, markers
from .settings import MOST_CHAPTERS, Chapter, SettingsReader, SiteSettings, inner_folder, table

_ENTRY: Final = re.compile(
    r"[ \t]*+(?:[-*+][ \t]++)?\[((?:[^\[\]\\\n]|\\.){0,1000})\]\(([^()\n]{0,1000})\)[ \t]*"
)
_PART: Final = re.compile(r"#[ \t]++(.*\S)[ \t]*")
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_TITLE: Final = "summary"


def _settings(reader: SettingsReader) -> SiteSettings:
    values = reader.read("book.toml")
    book, html = table(values, "book"), table(values, "output", "html")
    source = inner_folder(scalar_text(book.get("src"))) or "src"
    summary = reader.text_of(f"{source}/SUMMARY.md") or ""
    return SiteSettings(
        title=clean_line(scalar_text(book.get("title")) or ""),
        baseurl=clean_line(scalar_text(html.get("site-url")) or "").rstrip("/"),
        folders=(source,),
        static=(source,),
        chapters=chapters(summary, source),
    )


def chapters(summary: str, source: str) -> dict[str, Chapter]:
    """The chapters that a ``SUMMARY.md`` names, in its order, by their paths in the site.

    A chapter that is named twice is where it is named first. One outside of the book is none.

    Args:
        summary: The text of the file.
        source: The folder of the book, which paths are relative to.
    """
    found: dict[str, Chapter] = {}
    part = ""
    for line in summary.split("\n"):
        if (title := _PART.fullmatch(line)) is not None:
            part = "" if title[1].lower() == _TITLE and not found else clean_line(title[1])
        elif (entry := _ENTRY.fullmatch(line)) is not None and len(found) < MOST_CHAPTERS:
            path = posixpath.normpath(unquote(entry[2].strip("<> \t")))
            if path[:1] not in {"/", ".", ""}:
                name = clean_line(_ESCAPED.sub(r"\1", entry[1]).replace("`", ""))
                found.setdefault(f"{source}/{path}", Chapter(name, part))
    return found


MDBOOK: Final = Kind(
    name="mdbook",
    title="mdBook",
    markers=markers("book.toml"),
    settings=_settings,
    folders=("src",),
    modification_time=True,
    any_heading_is_title=True,
    short_addresses=True,
    static=("src",),
)
