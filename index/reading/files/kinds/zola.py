"""Zola: a site of what is in ``content``.

Sources: https://www.getzola.org/documentation/content/page/ and
https://www.getzola.org/documentation/getting-started/configuration/.
"""

from __future__ import annotations

from typing import Final

from index.reading.decode import clean_line
from index.reading.front_matter.scalars import scalar_text

from .kind import NEVER, Kind, Marker
from .settings import SettingsReader, SiteSettings, address


def _settings(reader: SettingsReader) -> SiteSettings:
    reader.read("config.toml")
    url, baseurl = address(reader.text("base_url"))
    listed = reader.values.get("taxonomies")
    names = (one.get("name") for one in listed or () if isinstance(one, dict))
    return SiteSettings(
        title=reader.line("title"),
        url=url,
        baseurl=baseurl,
        taxonomies=tuple(
            name
            for one in names
            if (name := clean_line(scalar_text(one) or "")) not in {"", "tags", "categories"}
        ),
    )


ZOLA: Final = Kind(
    name="zola",
    title="Zola",
    markers=(Marker("config.toml", ("content",), "base_url"),),
    settings=_settings,
    folders=("content",),
    markdown=frozenset(("md",)),
    never=NEVER - {"vendor", "_site"},
    local_time=False,
    blank_before=True,
    keys_have_case=True,
    updates=("updated",),
    aliases=("aliases",),
    taxonomy_table="taxonomies",
    addresses=("path",),
    short_addresses=True,
    static=("static",),
    made_pages="lists",
)
