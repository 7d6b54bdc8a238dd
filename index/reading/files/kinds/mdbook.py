"""mdBook: a book whose ``SUMMARY.md`` names its chapters in their order.

Sources: https://rust-lang.github.io/mdBook/format/summary.html and
https://rust-lang.github.io/mdBook/format/configuration/general.html.
"""

from __future__ import annotations

import posixpath
from typing import Final
from urllib.parse import unquote

from index.lazy_pattern import lazy_pattern
from index.reading.decode import clean_line
from index.reading.front_matter.scalars import scalar_text

from .kind import Kind, markers
from .settings import MOST_CHAPTERS, Chapter, SettingsReader, SiteSettings, inner_folder, table

_ENTRY: Final = lazy_pattern(
    r"([ \t]*+)(?:[-*+][ \t]++)?\[((?:[^\[\]\\\n]|\\.){0,1000})\]\(([^()\n]{0,1000})\)[ \t]*"
)
_PART: Final = lazy_pattern(r"#[ \t]++(.*\S)[ \t]*")
_ESCAPED: Final = lazy_pattern(r"\\([!-/:-@\[-`{-~])")
_DEEPEST: Final = 16


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

    A chapter that is named twice is where it is named first. One outside of the book is none. The
    heading that the file begins with is its title, and names no part.

    Args:
        summary: The text of the file.
        source: The folder of the book, which paths are relative to.
    """
    found: dict[str, Chapter] = {}
    above: list[tuple[int, str]] = []
    part = ""
    begun = False
    for line in summary.split("\n"):
        if (title := _PART.fullmatch(line)) is not None:
            part, above = (clean_line(title[1]) if begun else ""), []
        elif (entry := _ENTRY.fullmatch(line)) is not None and len(found) < MOST_CHAPTERS:
            indent = len(entry[1].expandtabs(4))
            name = clean_line(_ESCAPED.sub(r"\1", entry[2]).replace("`", ""))
            above = [one for one in above if one[0] < indent][:_DEEPEST]
            path = posixpath.normpath(unquote(entry[3].strip("<> \t")))
            if path[:1] not in {"/", "."}:
                parts = (part, *(title for _, title in above))
                within = "/".join(one.replace("/", "\N{DIVISION SLASH}") for one in parts if one)
                found.setdefault(f"{source}/{path}", Chapter(name, within, len(found) + 1))
            above.append((indent, name))
        begun = begun or bool(line.strip())
    return found


MDBOOK: Final = Kind(
    name="mdbook",
    title="mdBook",
    markers=markers("book.toml"),
    settings=_settings,
    folders=("src",),
    contents=frozenset(("SUMMARY.md",)),
    any_heading_is_title=True,
    short_addresses=True,
    keeps_names=True,
    static=("src",),
    has_neighbours=True,
)
