"""Astro: a site of what is in ``src``.

Sources: https://docs.astro.build/en/basics/project-structure/ and
https://docs.astro.build/en/guides/content-collections/.
"""

from __future__ import annotations

from typing import Final

from .javascript import DATES, ENDINGS, EXTENSIONS, UPDATES, base, program, text_in
from .kind import Kind, Marker
from .settings import SettingsReader, SiteSettings, address


def _settings(reader: SettingsReader) -> SiteSettings:
    source = program(reader, "astro.config")
    url, path = address(text_in(source, "site"))
    return SiteSettings(url=url, baseurl=base(source, "base") or path)


ASTRO: Final = Kind(
    name="astro",
    title="Astro",
    markers=tuple(Marker(f"astro.config.{ending}") for ending in ENDINGS),
    settings=_settings,
    folders=("src/content", "src/pages", "src/data"),
    hidden=".#~_",
    markdown=EXTENSIONS,
    local_time=False,
    month_first=True,
    dates=DATES,
    updates=UPDATES,
    static=("public",),
    made_pages="any",
)
