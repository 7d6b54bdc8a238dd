"""Where the links of the page lead, found out in the background."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message
from textual.worker import get_current_worker

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
_MADE_BY_HAND = r"""(?:\bid|\bname)\s*=\s*["']?{0}["'\s>]|\{{:?\s*#{0}\s*\}}"""

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
            reason = _why_broken(document, link, found)
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
        if reason := _why_broken(document, link, found):
            return f"✗ {target}: {_line(reason)}" if reason.find(target) < 0 else f"✗ {reason}"
        if found.kind == "post" and found.post is not None:
            anchor = f" #{found.anchor}" if found.anchor else ""
            return f"→ {_line(found.post.title)}{_line(anchor)} · {found.post.display_path}"
        if found.kind == "file":
            return "→ " + translate("{path}, a file of the journal", path=_line(found.address))
        return _line(found.address) if found.kind == "external" else f"→ {target}"


def line_of_anchor(document: Document, anchor: str) -> int | None:
    """The line of a heading or of an element with that id, None where the post has neither."""
    for heading in document.outline.headings:
        if heading.id == anchor:
            return heading.line
    if anchor.startswith("^"):
        marked = re.search(rf"(?m)(?:^|\s){re.escape(anchor)}[ \t]*$", document.text)
        return document.text.count("\n", 0, marked.end()) + 1 if marked else None
    made = re.search(_MADE_BY_HAND.format(re.escape(anchor)), document.text)
    return document.text.count("\n", 0, made.start()) + 1 if made else None


def _links(layout: Layout) -> Iterable[Link]:
    """The links of a page that lead out of it, each target once."""
    seen: dict[Key, Link] = {}
    for line in layout.lines:
        for _, _, link in link_parts(line):
            if link.target not in layout.anchors and not link.target.startswith(FOLD):
                seen.setdefault((link.target, link.kind), link)
    return seen.values()


def _why_broken(document: Document, link: Link, found: Resolved) -> str:
    if found.reason:
        return worded(found.reason)
    if found.kind != "anchor" or link.target.startswith(("#fn:", "#fnref:")):
        return ""
    anchor = found.anchor or ""
    return (
        ""
        if line_of_anchor(document, anchor)
        else translate("This post has no heading #{anchor}.", anchor=anchor)
    )


def _line(text: str) -> str:
    return " ".join(safe(text).split())
