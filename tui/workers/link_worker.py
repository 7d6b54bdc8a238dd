"""Where the links of the page lead, found out in the background."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message
from textual.worker import get_current_worker

from index.lazy_pattern import lazy_pattern
from index.post import Document, Link, Post
from index.results import Resolved
from tui.language import translate
from tui.language.wording import worded
from tui.render.blocks.blocks import FOLD
from tui.render.document.links import link_parts
from tui.text.safe_text import safe

from .error_reporting import ReportsFailures

if TYPE_CHECKING:
    from index.journal import Journal
    from tui.render.layout.layout import Layout

_MOST_KNOWN = 50_000
_MOST_ANCHORS = 100_000
_MADE_BY_HAND = lazy_pattern(
    r"""(?:\bid|\bname)\s*+=\s*+["']?([^"'\s>]++)["'\s>]"""
    r"|\{:?\s*+#([^\s{}]++)\s*+\}"
    r"|(?:^|(?<=\s))(\^\S++)[ \t]*+$",
    re.MULTILINE,
)
"""An element with an id, a heading with an id that was chosen, and the end of a ``^block``."""

Key = tuple[str, str]
"""A link's target and its kind, which decide where it leads from a post."""


@dataclass(frozen=True, slots=True)
class _Known:
    """Where links lead, by the path of their post, as long as the journal has just these posts.

    A thread that began before the journal changed so writes nothing into what is known since.
    """

    of: Sequence[Post]
    by_link: dict[tuple[str, Key], Resolved] = field(default_factory=dict)


class LinkWorker(ReportsFailures):
    """Nothing to see: asks on a thread where links lead, keeps it until the journal changes."""

    DEFAULT_CSS = "LinkWorker { display: none; }"

    @dataclass
    class LinksResolved(Message):
        """Where every link of a document leads is known; ``broken`` has why for those that do not.

        It is by target and kind.
        """

        document: Document
        broken: Mapping[Key, str]

    def __init__(self, journal: Journal) -> None:
        super().__init__()
        self._journal = journal
        self._known = _Known(())
        self._anchors: tuple[Document | None, Container[str]] = (None, ())

    @work(thread=True, exclusive=True, exit_on_error=False, group="links")
    def look(self, document: Document, layout: Layout) -> None:
        """Find where the links of a page lead; answers ``Known``.

        What led nowhere is looked at again: a file may have come that is no post.
        """
        worker = get_current_worker()
        posts, known = self._journal.posts, self._known
        if posts is not known.of or len(known.by_link) > _MOST_KNOWN:
            self._known = known = _Known(posts)
        broken: dict[Key, str] = {}
        for link in _links(layout):
            if worker.is_cancelled:
                return
            key = link.target, link.kind
            found = known.by_link.get((document.post.path, key))
            if found is None or found.kind == "broken":
                found = self._journal.resolve(link, document.post)
                known.by_link[document.post.path, key] = found
            reason = self.why_broken(document, link, found)
            if reason and link.kind != "image":
                broken[key] = reason
        self.post_message(self.LinksResolved(document, broken))

    def describe(self, document: Document, link: Link) -> str:
        """One line about where a link of a document leads; its target while that is unknown."""
        if link.target.startswith(FOLD):
            return ""
        target = _line(link.target)
        found = self._known.by_link.get((document.post.path, (link.target, link.kind)))
        if found is None:
            return target
        if reason := self.why_broken(document, link, found):
            return f"✗ {target}: {_line(reason)}" if reason.find(target) < 0 else f"✗ {reason}"
        if found.kind == "post" and found.post is not None:
            anchor = f" #{found.anchor}" if found.anchor else ""
            return f"→ {_line(found.post.title)}{_line(anchor)} · {found.post.display_path}"
        if found.kind == "file":
            return "→ " + translate("{path}, a file of the journal", path=_line(found.address))
        return _line(found.address) if found.kind == "external" else f"→ {target}"

    def why_broken(self, document: Document, link: Link, found: Resolved) -> str:
        """Why a link leads nowhere; empty where it leads somewhere.

        Args:
            document: The document that the link is in.
            link: The link.
            found: Where it leads.
        """
        if found.reason:
            return worded(found.reason)
        if found.kind != "anchor" or link.target.startswith(("#fn:", "#fnref:")):
            return ""
        anchor = found.anchor or ""
        return (
            ""
            if anchor in self._anchors_of(document)
            else translate("This post has no heading #{anchor}.", anchor=anchor)
        )

    def _anchors_of(self, document: Document) -> Container[str]:
        """The ids in a document, which are kept for the one that was asked for last."""
        of, anchors = self._anchors
        if of is not document:
            anchors = frozenset(lines_of_anchors(document))
            self._anchors = document, anchors
        return anchors


def lines_of_anchors(document: Document) -> dict[str, int]:
    """The line of each id that a link to a document may name, at most 100,000 of them.

    These are the ids of headings and of elements, and the ``^`` marks of blocks.
    """
    text = document.text
    found: dict[str, int] = {}
    for heading in document.outline.headings[:_MOST_ANCHORS]:
        found.setdefault(heading.id, heading.line)
    line, counted = 1, 0
    for made in _MADE_BY_HAND.finditer(text):
        if len(found) >= _MOST_ANCHORS:
            break
        line += text.count("\n", counted, made.start())
        counted = made.start()
        found.setdefault(made[1] or made[2] or made[3], line)
    return found


def line_of_anchor(document: Document, anchor: str) -> int | None:
    """The line of a heading or of an element with that id, None where the post has neither."""
    return lines_of_anchors(document).get(anchor)


def _links(layout: Layout) -> Iterable[Link]:
    """The links of a page that lead out of it, each target once."""
    seen: dict[Key, Link] = {}
    for line in layout.lines:
        for _, _, link in link_parts(line):
            if link.target not in layout.anchors and not link.target.startswith(FOLD):
                seen.setdefault((link.target, link.kind), link)
    return seen.values()


def _line(text: str) -> str:
    return " ".join(safe(text).split())
