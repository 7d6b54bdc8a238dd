"""VitePress: a site of the Markdown files beside ``.vitepress``.

Sources: https://vitepress.dev/reference/site-config and
https://vitepress.dev/guide/asset-handling.
"""

from __future__ import annotations

from typing import Final

from .javascript import DATES, EXTENSIONS, UPDATES, base, program, text_in
from .kind import Kind, Marker
from .settings import SettingsReader, SiteSettings, inner_folder


def _settings(reader: SettingsReader) -> SiteSettings:
    source = program(reader, ".vitepress/config")
    inner = inner_folder(text_in(source, "srcDir"))
    return SiteSettings(
        title=text_in(source, "title"),
        baseurl=base(source, "base"),
        folders=(inner,) if inner else None,
        static=(f"{inner}/public", inner) if inner else None,
    )


VITEPRESS: Final = Kind(
    name="vitepress",
    title="VitePress",
    markers=(Marker(".vitepress/"),),
    settings=_settings,
    markdown=EXTENSIONS,
    local_time=False,
    month_first=True,
    dates=DATES,
    updates=UPDATES,
    folder_categories=True,
    static=("public",),
    made_pages="any",
)
