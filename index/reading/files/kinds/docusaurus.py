"""Docusaurus: documentation and a blog.

Sources: https://docusaurus.io/docs/blog, https://docusaurus.io/docs/static-assets and
https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-blog.
"""

from __future__ import annotations

from typing import Final

from index.lazy_pattern import lazy_pattern
from index.reading.decode import clean_line

from .javascript import DATES, ENDINGS, EXTENSIONS, UPDATES, base, program, text_in
from .kind import Kind, Marker
from .settings import SettingsReader, SiteSettings


def _settings(reader: SettingsReader) -> SiteSettings:
    source = program(reader, "docusaurus.config")
    return SiteSettings(
        title=text_in(source, "title"),
        url=text_in(source, "url").rstrip("/"),
        baseurl=base(source, "baseUrl"),
    )


_BEFORE_NAME: Final = lazy_pattern(r"(?:(?:\d{4}[-/])?\d{1,2}-\d{1,2}|\d{1,4})[-_. ]+")


def _title(name: str) -> str:
    """The name of a file without the date or the number before it; none for an index."""
    return "" if name in {"index", "README"} else clean_line(_BEFORE_NAME.sub("", name, count=1))


DOCUSAURUS: Final = Kind(
    name="docusaurus",
    title="Docusaurus",
    markers=tuple(Marker(f"docusaurus.config.{ending}") for ending in ENDINGS),
    settings=_settings,
    folders=("blog", "docs", "src/pages"),
    hidden=".#~_",
    markdown=EXTENSIONS,
    local_time=False,
    month_first=True,
    dates=DATES,
    updates=UPDATES,
    name_title=_title,
    folder_categories=True,
    static=("static",),
    made_pages="any",
)
