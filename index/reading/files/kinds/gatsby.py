"""Gatsby: a site that takes its posts from folders that its configuration names.

Sources: https://www.gatsbyjs.com/docs/reference/config-files/gatsby-config/,
https://www.gatsbyjs.com/plugins/gatsby-source-filesystem/ (``path``, ``createFilePath``) and
https://www.gatsbyjs.com/docs/how-to/images-and-media/static-folder/.
"""

from __future__ import annotations

import posixpath
from typing import Final

from index.lazy_pattern import lazy_pattern

from .javascript import DATES, EXTENSIONS, UPDATES, base, program, text_in
from .kind import Kind, markers
from .settings import SettingsReader, SiteSettings

_PATH: Final = lazy_pattern(
    r"""["']?\bpath["']?\s{0,20}:\s{0,20}(?:path\.(?:join|resolve)\(\s{0,20}__dirname\s{0,20},"""
    r"""\s{0,20})?["'`](?:\$\{__dirname\}/|\./)?([^"'`$\\\n]{1,200})["'`]"""
)
"""A folder that ``gatsby-source-filesystem`` reads, in the forms of its documentation."""


_PICTURES: Final = frozenset(("images", "image", "img", "assets", "static", "icons", "media"))
"""What folders are called that the same plugin reads pictures from."""


def _folders(source: str) -> tuple[str, ...] | None:
    """The folders of posts that a configuration names, without those within others of them.

    None where it names none, as where their paths are computed.
    """
    named = (posixpath.normpath(found[1]) for found in _PATH.finditer(source))
    folders = {
        name: None
        for name in named
        if name[0] not in "/." and name.rpartition("/")[2].lower() not in _PICTURES
    }
    outer = [one for one in folders if not any(one.startswith(f"{other}/") for other in folders)]
    return tuple(outer) or None


def _settings(reader: SettingsReader) -> SiteSettings:
    source = program(reader, "gatsby-config")
    return SiteSettings(
        title=text_in(source, "title"),
        url=text_in(source, "siteUrl").rstrip("/"),
        baseurl=base(source, "pathPrefix"),
        folders=_folders(source),
    )


GATSBY: Final = Kind(
    name="gatsby",
    title="Gatsby",
    markers=markers("gatsby-config.{js,ts,mjs}"),
    settings=_settings,
    folders=("content", "blog", "posts", "src/pages", "src/content"),
    markdown=EXTENSIONS,
    local_time=False,
    month_first=True,
    dates=DATES,
    updates=UPDATES,
    folder_categories=True,
    addresses=("path", "permalink"),
    short_addresses=True,
    keeps_names=True,
    static=("static",),
    made_pages="any",
)
