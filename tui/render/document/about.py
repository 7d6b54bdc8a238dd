"""What stands at the head of a post: when it was written, where it belongs, how long it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, TypeGuard

from index.folding import fold
from tui.language import translatable, translate
from tui.language.wording import worded
from tui.render.blocks.blocks import Block, Heading, Paragraph, Role, Roles, Span, Spans, Title
from tui.render.blocks.parse import parse, parse_html
from tui.render.blocks.source_lines import on_source_lines
from tui.render.blocks.transcluded import Transcluded
from tui.text.cells import never
from tui.text.safe_text import safe_line

if TYPE_CHECKING:
    from index.post import Document, Post, Transclusion

_MARKS = (
    translatable("draft"),
    translatable("future"),
    translatable("unpublished"),
    translatable("undated"),
    translatable("broken"),
)
_DIM: Roles = frozenset({"dim"})
_WHOLE = 1
"""The line of the file that means all of it."""


def about(post: Post) -> Spans:
    """``2021-09-10 · boostcourse · #tag · 3 min · draft``: whatever of it is known."""
    minutes = [translate("{count} min", count=post.minutes)] if post.minutes else []
    tags = [f"#{tag}" for tag in post.tags]
    facts = [post.marked_day, *post.categories, *tags, *minutes]
    parts: list[tuple[str, Role]] = [(fact, "dim") for fact in facts if fact]
    flags = set(post.flags) - ({"undated"} if post.is_estimated else set())  # its date is marked
    parts += [(translate(mark), "warning") for mark in _MARKS if mark in flags]
    spans: list[Span] = []
    for text, role in parts:
        if spans:
            spans.append(Span(" · ", _DIM))
        spans.append(Span(text, frozenset({role})))
    return tuple(spans)


def blocks_of(
    document: Document, body: str | None = None, *, cancelled: Callable[[], bool] = never
) -> tuple[Block, ...]:
    """A document as blocks: its title, its metadata, then its body.

    A heading of the first level that opens the body and says the title is not said again. The
    title and the metadata stand on the first line of the file, which means the post as a whole.

    Args:
        document: The post with its text.
        body: The part of the shown body to show; None for all of it.
        cancelled: Called now and then; True stops.

    Raises:
        Cancelled: ``cancelled`` returned True.
    """
    blocks = body_blocks(document, body, cancelled=cancelled)
    title = document.post.title
    first: list[Block] = [Title((Span(safe_line(title)),), _WHOLE)] if title else []
    if title and blocks and _says_title(blocks[0], document):
        first = [Title(blocks[0].spans, _WHOLE, is_heading=True)]
        blocks = blocks[1:]
    if head := about(document.post):
        first.append(Paragraph(head, _WHOLE, tight=True))
    return (*first, *blocks)


def _says_title(block: Block, document: Document) -> TypeGuard[Heading]:
    """Whether the first block of a body is a heading of the first level with the post's title."""
    if not isinstance(block, Heading) or block.level != 1 or block.frames:
        return False
    heading = next(iter(document.outline.headings), None)
    if heading is None or heading.line != block.line:
        return False
    return fold(heading.text).split() == fold(document.post.title).split()


def body_blocks(
    document: Document, body: str | None = None, *, cancelled: Callable[[], bool] = never
) -> tuple[Block, ...]:
    """The body of a document as blocks.

    Args:
        document: The post with its text.
        body: The part of the shown body to show; None for all of it.
        cancelled: Called now and then; True stops.

    Raises:
        Cancelled: ``cancelled`` returned True.
    """
    expanded = document.expanded
    text = document.shown_body if body is None else body
    if expanded is not None:
        headings, first = frozenset(expanded.headings), 1
    else:
        headings = frozenset(heading.line for heading in document.outline.headings)
        first = document.body_line
    if document.html:
        blocks = parse_html(text, first, values=values_of(document), cancelled=cancelled)
    else:
        blocks = _parsed(document, text, first, headings, cancelled)
    return blocks if expanded is None else on_source_lines(blocks, expanded.lines)


def _parsed(
    document: Document,
    text: str,
    first: int,
    headings: frozenset[int],
    cancelled: Callable[[], bool],
) -> tuple[Block, ...]:
    """A text in Markdown as blocks.

    Args:
        document: The post that it is of.
        text: The text.
        first: Its first line.
        headings: The lines of its headings.
        cancelled: Called now and then; True stops.
    """
    shown = {one.target: one for one in document.transcluded}
    return parse(
        text,
        first,
        headings=headings,
        values=values_of(document),
        notes=document.notes,
        hard_breaks=document.hard_breaks,
        kramdown=document.kramdown,
        emoji=document.emoji,
        transcluded=partial(_transcluded, document, shown, cancelled) if shown else None,
        cancelled=cancelled,
    )


def _transcluded(
    document: Document,
    shown: Mapping[str, Transclusion],
    cancelled: Callable[[], bool],
    target: str,
) -> Transcluded | None:
    """What a document shows in the place of a link; None where it is not known.

    Args:
        document: The document.
        shown: What it shows of others, by the targets of the links.
        cancelled: Called now and then; True stops.
        target: The target of the link.
    """
    one = shown.get(target)
    if one is None:
        return None
    if one.document is None:
        missing = safe_line(worded(one.missing)) if one.missing else ""
        return Transcluded(safe_line(target), missing=missing)
    post = one.document.post
    name, hash_, part = target.partition("#")
    title = f"{post.title if name else ''}{hash_}{part}"
    if target.startswith("(("):
        title = post.title
    blocks = body_blocks(one.document, cancelled=cancelled)
    is_other = post.path != document.post.path
    return Transcluded(safe_line(title), post.path, blocks, from_there=is_other)


def values_of(document: Document) -> dict[str, str]:
    """What Liquid's names say in a document: ``site.title``, ``page.title`` and their like."""
    post = document.post
    date = f"{post.day} {post.date:%H:%M:%S %z}" if post.date else ""
    page = {
        "title": post.title,
        "date": date,
        "url": post.url,
        "slug": post.slug,
        "categories": ", ".join(post.categories),
        "tags": ", ".join(post.tags),
    }
    said = {f"page.{name}": value for name, value in page.items() if value}
    return {**said, **dict(document.site)}
