"""Quartz: a site of the notes in ``content``, which are written as in Obsidian.

Sources: https://quartz.jzhao.xyz/configuration, https://quartz.jzhao.xyz/authoring-content,
https://quartz.jzhao.xyz/plugins/CreatedModifiedDate and
https://quartz.jzhao.xyz/plugins/CrawlLinks (``shortest``).
"""

from __future__ import annotations

from typing import Final

from .javascript import program, text_in
from .kind import Kind, markers, name_as_it_is
from .settings import SettingsReader, SiteSettings


def _settings(reader: SettingsReader) -> SiteSettings:
    source = program(reader, "quartz.config")
    host = text_in(source, "baseUrl").strip("/")
    return SiteSettings(title=text_in(source, "pageTitle"), url=f"https://{host}" if host else "")


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
    name_title=name_as_it_is,
    inline_tags=True,
    bare_names=True,
    made_pages="lists",
)
