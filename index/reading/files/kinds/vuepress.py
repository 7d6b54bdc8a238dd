"""VuePress: a site of the Markdown files beside ``.vuepress``.

Sources: https://vuepress.vuejs.org/reference/config.html and
https://vuepress.vuejs.org/guide/assets.html.
"""

from __future__ import annotations

from typing import Final

from .javascript import DATES, EXTENSIONS, UPDATES, base, program, text_in
from .kind import Kind, Marker
from .settings import SettingsReader, SiteSettings


def _settings(reader: SettingsReader) -> SiteSettings:
    source = program(reader, ".vuepress/config")
    return SiteSettings(title=text_in(source, "title"), baseurl=base(source, "base"))


VUEPRESS: Final = Kind(
    name="vuepress",
    title="VuePress",
    markers=(Marker(".vuepress/"),),
    settings=_settings,
    markdown=EXTENSIONS,
    local_time=False,
    month_first=True,
    dates=DATES,
    updates=UPDATES,
    folder_categories=True,
    static=(".vuepress/public",),
    made_pages="any",
)
