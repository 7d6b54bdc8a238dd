"""Obsidian: a vault, which is a folder of notes with ``.obsidian`` in it.

Sources: https://help.obsidian.md/properties, https://help.obsidian.md/tags,
https://help.obsidian.md/links and https://help.obsidian.md/editing-view (strict line breaks).
"""

from __future__ import annotations

from typing import Final

from index.reading.front_matter.scalars import as_boolean

from .kind import Kind, markers, name_as_it_is
from .settings import SettingsReader, SiteSettings


def _settings(reader: SettingsReader) -> SiteSettings:
    values = reader.read(".obsidian/app.json")
    return SiteSettings(hard_breaks=as_boolean(values.get("strictLineBreaks")) is not True)


OBSIDIAN: Final = Kind(
    name="obsidian",
    title="Obsidian",
    markers=markers(".obsidian/"),
    settings=_settings,
    is_mixed=True,
    lists_attachments=True,
    dates=("date", "created", "created_at", "creation date", "date created"),
    updates=("updated", "modified", "updated_at", "last_modified_at", "date modified", "lastmod"),
    aliases=("aliases", "alias"),
    split="signs",
    folder_categories=True,
    name_title=name_as_it_is,
    inline_tags=True,
    hard_breaks=True,
    bare_names=True,
)
