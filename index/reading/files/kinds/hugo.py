"""Hugo: a site of what is in ``content``.

Sources: https://gohugo.io/getting-started/directory-structure/,
https://gohugo.io/configuration/all/ and https://gohugo.io/content-management/front-matter/.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from index.reading.decode import clean_line
from index.reading.front_matter.scalars import as_boolean, flatten, scalar_text

from .kind import MARKDOWN, NEVER, Kind, markers
from .settings import (
    SettingsReader,
    SiteSettings,
    address,
    inner_folder,
    table,
    without_case,
)

_ENDINGS: Final = ("toml", "yaml", "yml", "json")
_FILES: Final = tuple(
    f"{folder}{name}.{ending}"
    for folder in ("", "config/_default/")
    for name in ("hugo", "config")
    for ending in _ENDINGS
)
_PARTS: Final = ("languages", "taxonomies", "markup", "frontmatter")
"""Tables that may have a file of their own in ``config/_default``."""
_DATES: Final = ("date", "publishdate", "pubdate", "published", "lastmod", "modified")
_OWN: Final = frozenset(("tag", "category"))


def _settings(reader: SettingsReader) -> SiteSettings:
    values: dict[str, Any] = {}
    name = next((name for name in _FILES if (reader.folder / name).is_file()), "")
    for part in _PARTS:
        for ending in _ENDINGS:
            if found := reader.read(f"config/_default/{part}.{ending}"):
                values[part] = found
    if name:
        values |= without_case(reader.read(name))
    url, baseurl = address(scalar_text(values.get("baseurl")) or "")
    renderer = without_case(table(values, "markup", "goldmark", "renderer"))
    taxonomies = table(values, "taxonomies")
    content = inner_folder(scalar_text(values.get("contentdir")))
    static = [inner_folder(one) for one in flatten(values.get("staticdir"))[0]] or ["static"]
    assets = inner_folder(scalar_text(values.get("assetdir")))
    languages = table(values, "languages")
    folders = [
        inner_folder(scalar_text(without_case(one).get("contentdir")))
        for one in languages.values()
        if isinstance(one, dict)
    ]
    return SiteSettings(
        title=clean_line(scalar_text(values.get("title")) or ""),
        url=url,
        baseurl=baseurl,
        named_zone=reader.zone(clean_line(scalar_text(values.get("timezone")) or "")),
        folders=tuple(dict.fromkeys(filter(None, (content, *folders)))) or None,
        static=tuple(dict.fromkeys((*filter(None, static), assets or "assets"))),
        taxonomies=tuple(
            clean_line(plural)
            for singular, value in taxonomies.items()
            if singular not in _OWN and (plural := scalar_text(value))
        ),
        dates=tuple(_dates(table(values, "frontmatter").get("date"))),
        hard_breaks=as_boolean(renderer.get("hardwraps")),
        emoji=as_boolean(values.get("enableemoji")) is True,
    )


def _dates(given: object) -> Iterator[str]:
    """The keys that a configuration has for the date, those of the kind where it says so."""
    for key in flatten(given)[0]:
        if key == ":default":
            yield from _DATES
        elif not key.startswith(":"):
            yield key.lower()


HUGO: Final = Kind(
    name="hugo",
    title="Hugo",
    markers=(
        *markers("hugo.{toml,yaml,yml,json}"),
        *markers("config.{toml,yaml,yml,json}", "config/_default/", beside="content"),
    ),
    settings=_settings,
    folders=("content",),
    markdown=MARKDOWN | {"mdown"},
    html=frozenset(("html", "htm")),
    unread=frozenset(("adoc", "asciidoc", "org", "rst", "pandoc", "pdc")),
    never=NEVER - {"vendor", "_site"},
    local_time=False,
    dates=_DATES,
    updates=("lastmod", "modified"),
    aliases=("aliases", "redirect_from"),
    addresses=("url",),
    short_addresses=True,
    static=("static", "assets"),
    glossary_links=True,
)
