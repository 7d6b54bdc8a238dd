"""What is known of what stands around a post, and the lines that say it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from rich.style import Style
from rich.text import Text

from index.post import Document, Link, Post
from index.results import Reason, Related, Snippet
from tui.language import translatable, translate, translate_count
from tui.model.clipboard_formats import permalink
from tui.screens.dialogs.quick_open import JumpTarget
from tui.widgets.snippet_line import fitted

if TYPE_CHECKING:
    from rich.console import Console

_MOST_LINES = 3
"""How many lines the sentence of a backlink may take."""

_KINDS: dict[str, tuple[str, str]] = {
    "tag": (translatable("tag {names}"), translatable("tags {names}")),
    "category": (translatable("category {names}"), translatable("categories {names}")),
    "words": (translatable("word {names}"), translatable("words {names}")),
    "series": (translatable("series {names}"), translatable("series {names}")),
    "meaning": (translatable("close in meaning"), translatable("close in meaning")),
}


@dataclass(frozen=True, slots=True)
class Backlink:
    """A link to the post, and the sentence that it stands in, once that is known."""

    post: Post
    link: Link
    sentence: Snippet | None = None


@dataclass(frozen=True, slots=True)
class RelatedContent:
    """What has been found out around a post; None where it is not known yet."""

    document: Document
    series: Sequence[Post] | None = None
    older: Post | None = None
    newer: Post | None = None
    related: Sequence[Related] | None = None
    backlinks: Sequence[Backlink] | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the window. ``key`` tells it from others; it is chosen where it leads somewhere.

    ``place`` is the post it leads to, ``address`` one outside of the journal. ``count`` is how many
    posts a heading says are under it.
    """

    key: object
    text: Text
    place: JumpTarget | None = None
    address: str = ""
    count: int = 0

    @property
    def leads(self) -> bool:
        """Whether it can be chosen."""
        return self.place is not None or bool(self.address)


Named = Callable[[Literal["dim", "strong", "match"]], Style]
"""A style by its name."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the lines for a window ``width`` cells wide."""

    width: int
    style: Named
    console: Console

    def entries(self, known: RelatedContent) -> Iterator[Entry]:
        """All lines, what is not known yet said to be."""
        yield from self._series(known)
        yield from self._related(known.related)
        yield from self._backlinks(known.backlinks)
        yield from self._in_time(known)
        yield from self._about(known.document)

    def _heading(self, text: str) -> Entry:
        return Entry(("heading", text.split(" · ")[0]), Text(text, self.style("strong"), end=""))

    def _told(self, key: object, text: str) -> Entry:
        return Entry(key, Text(f"  {text}", self.style("dim"), end=""))

    def _post(self, key: object, post: Post, before: str = "", line: int | None = None) -> Entry:
        text = Text("  ", end="")
        if before:
            text.append(f"{before} ", self.style("dim"))
        is_named_by_day = bool(post.day) and post.title.startswith(post.day)
        if post.marked_day and not is_named_by_day and self.width >= _ROOM_FOR_DAYS:
            text.append(f"{post.marked_day} ", self.style("dim"))
        return Entry(key, text.append(post.title), JumpTarget(post=post, line=line))

    def _series(self, known: RelatedContent) -> Iterator[Entry]:
        series = known.series or ()
        paths = [post.path for post in series]
        path = known.document.post.path
        if path not in paths:
            return
        at = paths.index(path)
        yield self._heading(f"{translate('Series')} · {at + 1}/{len(series)}")
        for word, place in ((translate("before"), at - 1), (translate("after"), at + 1)):
            if 0 <= place < len(series):
                yield self._post(("series", place - at), series[place], word)

    def _related(self, related: Sequence[Related] | None) -> Iterator[Entry]:
        yield self._heading(translate("Related"))
        if related is None:
            yield self._told("no related yet", translate("looking…"))
        elif not related:
            yield self._told("no related", translate("No related posts."))
        for one in related or ():
            yield self._post(("related", one.post.path), one.post)
            reasons = " · ".join(map(_reason, one.reasons))
            for number, line in enumerate(self._wrapped(Text(reasons, self.style("dim")))):
                yield Entry(("reasons", one.post.path, number), line)

    def _backlinks(self, backlinks: Sequence[Backlink] | None) -> Iterator[Entry]:
        count = len(backlinks or ())
        said = f" · {count}" if count else ""
        yield replace(self._heading(translate("Linked from") + said), count=count)
        if backlinks is None:
            yield self._told("no backlinks yet", translate("looking…"))
        elif not backlinks:
            yield self._told("no backlinks", translate("No post links here."))
        for number, one in enumerate(backlinks or ()):
            yield self._post(("backlink", number), one.post, line=one.link.line)
            for part, line in enumerate(self._wrapped(self._sentence(one))):
                yield Entry(("sentence", number, part), line)

    def _sentence(self, backlink: Backlink) -> Text:
        found = backlink.sentence or Snippet(backlink.link.text)
        room = _MOST_LINES * max(1, self.width - 4) - 2
        shown, ranges = fitted(found.text, found.ranges, room)
        text = Text(shown, self.style("dim"))
        for start, end in ranges:
            text.stylize(self.style("match"), start, end)
        return text

    def _in_time(self, known: RelatedContent) -> Iterator[Entry]:
        if known.older or known.newer:
            yield self._heading(translate("By date"))
        for key, word, post in (
            ("older", translate("older"), known.older),
            ("newer", translate("newer"), known.newer),
        ):
            if post is not None:
                yield self._post(key, post, word)

    def _about(self, document: Document) -> Iterator[Entry]:
        author = document.author
        if author is not None:
            yield self._heading(translate("Author"))
            facts = filter(None, (author.name, author.bio, author.location, author.email))
            lines = self._wrapped(Text(" · ".join(facts)))
            yield from (Entry(("author", number), line) for number, line in enumerate(lines))
            for label, address in author.links:
                yield self._address(("link", label, address), f"{label} ", address)
        if document.shared:
            yield self._heading(translate("Permalink"))
            yield self._address("permalink", "", permalink(document))

    def _address(self, key: object, label: str, address: str) -> Entry:
        text = Text("  ", end="").append(label, self.style("dim")).append(address)
        return Entry(key, text, address=address)

    def _wrapped(self, text: Text) -> Iterator[Text]:
        """A text in lines that stand in from the left."""
        for line in text.wrap(self.console, max(1, self.width - 4)):
            line.rstrip()
            yield Text("    ", end="").append_text(line)


_ROOM_FOR_DAYS = 36


def _reason(reason: Reason) -> str:
    one, many = _KINDS[reason.kind]
    return translate_count(len(reason.names), one, many, names=", ".join(reason.names))
