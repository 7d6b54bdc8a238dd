"""Pelican: a site of what is in ``content``, configured in Python, of which nothing is run.

Sources: https://docs.getpelican.com/en/latest/content.html and
https://docs.getpelican.com/en/latest/settings.html.
"""

from __future__ import annotations

import re
from typing import Final

from index.reading.decode import clean_line

from .kind import MARKDOWN, Kind, markers
from .settings import SettingsReader, SiteSettings, address, inner_folder

_SETTING: Final = r"""^{key}\s{{0,20}}=\s{{0,20}}[uUrR]?(["'])((?:(?!\1)[^\\\n]){{0,500}})\1"""


def _settings(reader: SettingsReader) -> SiteSettings:
    source = reader.text_of("pelicanconf.py") or ""

    def text(key: str) -> str:
        found = re.findall(_SETTING.format(key=key), source, re.MULTILINE)
        return clean_line(found[-1][1]) if found else ""

    url, path = address(text("SITEURL"))
    folder = inner_folder(text("PATH"))
    return SiteSettings(
        title=text("SITENAME"),
        url=url,
        baseurl=path,
        named_zone=reader.zone(text("TIMEZONE")),
        folders=(folder,) if folder else None,
        static=(folder,) if folder else None,
    )


PELICAN: Final = Kind(
    name="pelican",
    title="Pelican",
    markers=markers("pelicanconf.py"),
    settings=_settings,
    folders=("content",),
    markdown=MARKDOWN | {"mdown"},
    html=frozenset(("html", "htm")),
    unread=frozenset(("rst",)),
    local_time=False,
    metadata_lines=True,
    updates=("modified",),
    categories=("category",),
    split="commas",
    drafts_by_status=True,
    short_addresses=True,
    static=("content",),
    made_pages="lists",
    link_placeholders=True,
)
