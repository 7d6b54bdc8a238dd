"""Logseq: a graph of journals and pages.

Sources: https://docs.logseq.com/#/page/config.edn (`:journal/file-name-format`,
`:file/name-format`), https://docs.logseq.com/#/page/properties and
https://docs.logseq.com/#/page/namespaces.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

from index.lazy_pattern import lazy_pattern
from index.reading.decode import clean_line

from .kind import Kind, markers
from .settings import SettingsReader, SiteSettings, inner_folder

_COMMENT: Final = lazy_pattern(r'"(?:[^"\\]|\\.)*+"|;[^\n]*+')
_SETTING: Final = r':{key}[\s,]++"([^"\\\n]{{1,200}})"'


def _settings(reader: SettingsReader) -> SiteSettings:
    text = reader.text_of("logseq/config.edn") or ""
    text = _COMMENT.sub(lambda found: "" if found[0][0] == ";" else found[0], text)

    def setting(key: str, usual: str) -> str:
        found = re.search(_SETTING.format(key=re.escape(key)), text)
        return found[1] if found else usual

    journals = inner_folder(setting("journals-directory", "journals")) or "journals"
    pages = inner_folder(setting("pages-directory", "pages")) or "pages"
    return SiteSettings(
        folders=(journals, pages),
        diary=journals,
        day_names=setting("journal/file-name-format", "yyyy_MM_dd"),
        day_titles=setting("journal/page-title-format", "MMM do, yyyy"),
    )


def _title(name: str) -> str:
    """The title of a page, whose file's name has other signs in place of a ``/``."""
    return clean_line(unquote(name.replace("___", "/")))


LOGSEQ: Final = Kind(
    name="logseq",
    title="Logseq",
    markers=markers("logseq/config.edn"),
    settings=_settings,
    folders=("journals", "pages"),
    lists_attachments=True,
    property_lines=True,
    task_words=True,
    dates=("date", "created", "created_at"),
    aliases=("alias", "aliases"),
    split="commas",
    name_title=_title,
    inline_tags=True,
    hard_breaks=True,
    bare_names=True,
)
