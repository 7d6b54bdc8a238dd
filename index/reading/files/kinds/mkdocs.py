"""MkDocs: documentation whose configuration may name its pages in their order.

Sources: https://www.mkdocs.org/user-guide/configuration/,
https://www.mkdocs.org/user-guide/writing-your-docs/#meta-data, and for the title of a page without
one ``mkdocs/structure/pages.py``.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Final

from index.reading.decode import clean_line
from index.reading.front_matter.scalars import scalar_text

from .kind import Kind, markers
from .settings import (
    MOST_CHAPTERS,
    Chapter,
    SettingsReader,
    SiteSettings,
    address,
    inner_folder,
)

_DEEPEST: Final = 16


def _settings(reader: SettingsReader) -> SiteSettings:
    names = ("mkdocs.yml", "mkdocs.yaml")
    values = reader.read(next((n for n in names if (reader.folder / n).is_file()), names[0]))
    folder = inner_folder(scalar_text(values.get("docs_dir"))) or "docs"
    url, path = address(scalar_text(values.get("site_url")) or "")
    found: dict[str, Chapter] = {}
    for name, title, part in _pages(values.get("nav"), "", _DEEPEST):
        page = posixpath.normpath(name)
        if page[:1] not in {"/", "."} and len(found) < MOST_CHAPTERS:
            found.setdefault(f"{folder}/{page}", Chapter(title, part, len(found) + 1))
    return SiteSettings(
        title=reader.line("site_name"),
        url=url,
        baseurl=path,
        folders=(folder,),
        static=(folder,),
        chapters=found,
    )


def _pages(nav: object, part: str, depth: int) -> Iterator[tuple[str, str, str]]:
    """The paths, titles and parts of ``nav``, which nests lists and mappings."""
    if not isinstance(nav, list) or not depth:
        return
    for one in nav:
        if (path := scalar_text(one)) is not None:
            yield path, "", part
        elif isinstance(one, dict):
            for key, value in one.items():
                title = clean_line(key)
                if (path := scalar_text(value)) is not None:
                    yield path, title, part
                else:
                    yield from _pages(value, f"{part}/{title}".lstrip("/"), depth - 1)


def _title(name: str) -> str:
    """The name of a file in words; none for an index, which stands for its folder."""
    if name in {"index", "README"}:
        return ""
    words = clean_line(re.sub("[-_]", " ", name))
    return words.capitalize() if words == words.lower() else words


MKDOCS: Final = Kind(
    name="mkdocs",
    title="MkDocs",
    markers=markers("mkdocs.{yml,yaml}"),
    settings=_settings,
    folders=("docs",),
    local_time=False,
    metadata_lines=True,
    short_addresses=True,
    keeps_names=True,
    name_title=_title,
    folder_categories=True,
    static=("docs",),
)
