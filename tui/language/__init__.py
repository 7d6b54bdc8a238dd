"""The reader's language, as the environment tells it."""

from __future__ import annotations

import os


def is_korean() -> bool:
    """Whether the reader's language is Korean; any other is taken for English."""
    language = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return language.startswith("ko")
