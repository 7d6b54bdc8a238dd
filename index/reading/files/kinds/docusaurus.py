"""Docusaurus: documentation and a blog.

Sources: https://docusaurus.io/docs/blog, https://docusaurus.io/docs/static-assets and
https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-blog.
"""

from __future__ import annotations

from typing import Final

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


DOCUSAURUS: Final = Kind(
    name="docusaurus",
    title="Docusaurus",
    markers=tuple(Marker(f"docusaurus.config.{ending}") for ending in ENDINGS),
    settings=_settings,
    folders=("blog", "docs", "src/pages"),
    markdown=EXTENSIONS,
    local_time=False,
    month_first=True,
    dates=DATES,
    updates=UPDATES,
    static=("static",),
)
