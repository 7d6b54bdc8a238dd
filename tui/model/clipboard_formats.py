"""What can be copied of a post, each as the text that goes to the clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from index.errors import JournalError
from index.lazy_pattern import lazy_pattern
from index.post import Document
from tui.language import translate

if TYPE_CHECKING:
    from index.journal import Journal

Kind = Literal["path", "permalink", "link", "quote", "code", "post"]

_BRACKETS = lazy_pattern(r"([\\\[\]`*_<>])")


@dataclass(frozen=True, slots=True)
class Copy:
    """One of the texts; an empty one is not there to be copied."""

    kind: Kind
    name: str
    text: str


def copies(document: Document, passage: str, code: str) -> Sequence[Copy]:
    """All that can be copied of a post.

    Args:
        document: The post with its text.
        passage: What is selected or in sight, as Markdown.
        code: The text of a code block, selected or in sight; empty where there is none.
    """
    return (
        Copy("path", translate("path"), document.post.path),
        Copy("permalink", translate("permalink"), permalink(document)),
        Copy("link", translate("Markdown link"), markdown_link(document)),
        Copy("quote", translate("quote with its source"), quote(document, passage)),
        Copy("code", translate("code block"), code),
        Copy("post", translate("whole post"), document.text),
    )


def permalink(document: Document) -> str:
    """The post's address: on its site where the journal's settings name one."""
    site = dict(document.site)
    return site.get("site.url", "").rstrip("/") + site.get("site.baseurl", "") + document.post.url


def address_of(journal: Journal, path: str) -> str:
    """The address of the post at a path; empty where it has gone."""
    try:
        return permalink(journal.document(path))
    except JournalError:
        return ""


def markdown_link(document: Document) -> str:
    """A link to the post with its title for a text."""
    title = _BRACKETS.sub(r"\\\1", document.post.title)
    address = permalink(document).replace("(", "%28").replace(")", "%29")
    return f"[{title}]({address})"


def quote(document: Document, passage: str) -> str:
    """A passage as a quote in Markdown, with the post that it is from."""
    if not passage.strip():
        return ""
    quoted = "".join(f"> {line}".rstrip() + "\n" for line in passage.strip().split("\n"))
    day = document.post.marked_day
    return f"{quoted}>\n> — {markdown_link(document)}{f', {day}' if day else ''}\n"
