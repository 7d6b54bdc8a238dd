"""Posts, and finding them: a library that knows nothing of terminals.

``Journal`` is the one door; the rest are the values that come through it. Names are loaded when
they are first asked for, so that importing one of them costs no more than it needs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .errors import Cancelled, JournalError, PostNotFound
    from .journal import Journal
    from .messages import Message
    from .post import (
        ContentsSettings,
        Document,
        Flag,
        Heading,
        Link,
        Outline,
        Person,
        Post,
        Problem,
        Question,
    )
    from .results import Answer, Facets, Hit, Progress, Refreshed, Resolved, Snippet

__all__ = [
    "Answer",
    "Cancelled",
    "ContentsSettings",
    "Document",
    "Facets",
    "Flag",
    "Heading",
    "Hit",
    "Journal",
    "JournalError",
    "Link",
    "Message",
    "Outline",
    "Person",
    "Post",
    "PostNotFound",
    "Problem",
    "Progress",
    "Question",
    "Refreshed",
    "Resolved",
    "Snippet",
]

_ROOMS = {
    "errors": {"Cancelled", "JournalError", "PostNotFound"},
    "journal": {"Journal"},
    "messages": {"Message"},
    "results": {"Answer", "Facets", "Hit", "Progress", "Refreshed", "Resolved", "Snippet"},
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    room = next((room for room, names in _ROOMS.items() if name in names), "post")
    return getattr(import_module(f"{__name__}.{room}"), name)
