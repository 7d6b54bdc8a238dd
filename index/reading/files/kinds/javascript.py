"""Settings of generators that are configured in JavaScript.

Their configuration is a program, of which nothing is run: what stands there as plain text is taken.
"""

from __future__ import annotations

import re
from typing import Final

from index.reading.decode import clean_line

from .kind import MARKDOWN
from .settings import SettingsReader

ENDINGS: Final = ("js", "ts", "mjs", "cjs", "mts", "cts")
"""What the name of such a configuration ends with."""
EXTENSIONS: Final = MARKDOWN | {"mdx"}
"""Extensions of posts that may hold components."""
DATES: Final = (
    *("date", "pubdate", "pubdatetime", "publishdate", "published", "publishedat"),
    *("created", "createdat", "createat", "created_at", "createddate"),
)
UPDATES: Final = (
    *("updateddate", "moddatetime", "lastupdated", "last_update", "updated", "lastmod"),
    *("updatedat", "updated_at", "modified", "modifiedat"),
)
"""Keys that themes and plugins of these generators have for a date and for the last change."""

_SETTING: Final = (
    r"""(?:^|[{{,\s])["']?{key}["']?\s{{0,20}}:\s{{0,20}}(["'`])((?:(?!\1)[^\\\n]){{1,500}})\1"""
)


def text_in(source: str, key: str) -> str:
    """The first plain text that a program gives to a key, in one line; empty without one."""
    found = re.search(_SETTING.format(key=key), source, re.MULTILINE)
    return clean_line(found[2]) if found else ""


def program(reader: SettingsReader, stem: str) -> str:
    """The source of a configuration, whatever it ends with; empty where there is none."""
    found = (reader.text_of(f"{stem}.{ending}") for ending in ENDINGS)
    return next((text for text in found if text is not None), "")


def base(source: str, key: str) -> str:
    """The path that a site is served under."""
    path = text_in(source, key).strip("/")
    return f"/{path}" if path else ""
