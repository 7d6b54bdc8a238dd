"""Quartz: a site of the notes in ``content``, which are written as in Obsidian.

Sources: https://quartz.jzhao.xyz/configuration, https://quartz.jzhao.xyz/authoring-content,
https://quartz.jzhao.xyz/plugins/CreatedModifiedDate and
https://quartz.jzhao.xyz/plugins/CrawlLinks (``shortest``).
"""

from __future__ import annotations

from typing import Final

from index.lazy_pattern import lazy_pattern

from .javascript import program, text_in
from .kind import Kind, markers, name_as_it_is
from .settings import SettingsReader, SiteSettings

_IGNORED: Final = lazy_pattern(r"\bignorePatterns\s{0,20}:\s{0,20}\[([^\[\]]{1,2000})\]")
_TEXT: Final = lazy_pattern(r"""(["'`])([^"'`\\\n]{1,200})\1""")


def _settings(reader: SettingsReader) -> SiteSettings:
    source = program(reader, "quartz.config")
    host = text_in(source, "baseUrl").strip("/")
    ignored = _IGNORED.search(source)
    return SiteSettings(
        title=text_in(source, "pageTitle"),
        url=f"https://{host}" if host else "",
        exclude=tuple(f"content/{one[2]}" for one in _TEXT.finditer(ignored[1] if ignored else "")),
    )


QUARTZ: Final = Kind(
    name="quartz",
    title="Quartz",
    markers=markers("quartz.config.ts"),
    settings=_settings,
    folders=("content",),
    lists_attachments=True,
    dates=("created", "date", "published", "publishdate"),
    updates=("modified", "lastmod", "updated", "last-modified"),
    aliases=("aliases", "alias"),
    folder_categories=True,
    addresses=("permalink",),
    short_addresses=True,
    keeps_names=True,
    name_title=name_as_it_is,
    inline_tags=True,
    bare_names=True,
    made_pages="lists",
)
