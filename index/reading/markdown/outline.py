"""The outline of a body: its headings and links, its prose and its code, in one quick pass.

The viewer parses a post in full; an index that reads 100,000 of them cannot. What is read here is
what a search needs, found again in the rendered post.
"""

from __future__ import annotations

from typing import cast

from index.lazy_pattern import lazy_pattern
from index.messages import Message
from index.post import Flag, Heading, Link, Task
from index.reading.decode import composed
from index.syntax import without_raw
from index.values import dataclass

from . import tasks
from .blocks import read_blocks
from .containers import Blocks, RawHeading
from .heading_ids import HeadingIds
from .inline import read_inline
from .passage import BLOCK, InlineText, ParsedLink

_SHOWN_DATA = 64
_NO_LINE_ENDS = {ord("\t"): None, ord("\n"): None}
_LINK_KINDS = {
    "image": "image", "link": "link", "wiki": "link", "embed": "image", "transclusion": "link",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scan:
    """What a body holds.

    ``prose`` and ``code`` have exactly as many line ends as the body, so that a line of theirs is
    what stands on that line of the body. Prose is what a reader reads (headings, paragraphs, items,
    cells, link texts, image descriptions, inline code, the source of math), without markup,
    addresses and blocks of code, which ``code`` has. ``languages`` are those of code blocks,
    lowercased, in order; ``inline_tags`` the ``#tags``, without ``#``. ``problems`` are (line of
    the file, message). The body begins on line ``first_line`` of the file.
    """

    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    languages: tuple[str, ...]
    prose: str
    code: str
    flags: tuple[Flag, ...]
    inline_tags: tuple[str, ...] = ()
    problems: tuple[tuple[int, Message], ...] = ()
    first_line: int = 1
    tasks: tuple[Task, ...] = ()


def scan(body: str, first_line: int, *, inline_tags: bool = False, kramdown: bool = True) -> Scan:
    """Find what the index needs of a body, in one pass: headings, links, prose, code and questions.

    Never raises; takes time linear in the length of the body.

    Args:
        body: The Markdown behind the front matter.
        first_line: The line of the file that the body begins on, from 1.
        inline_tags: Whether the syntax of note programs is read: ``#tags``, ``%%comments%%`` and
            ``^block-ids``, the last two of which are not prose.
        kramdown: Whether headings are those of kramdown's GFM parser; those of CommonMark
            otherwise.
    """
    if BLOCK in body:
        body = body.replace(BLOCK, "\N{SYMBOL FOR RECORD SEPARATOR}")
    blocks = read_blocks(body.split("\n"), kramdown=kramdown, comments=inline_tags)
    source = "\n".join(blocks.text)
    inline = read_inline(source, blocks.references, notes=inline_tags)
    # Where markup went, a letter may have met a mark.
    lines = [line.strip() for line in composed(inline.text).split("\n")]
    for index, line in blocks.verbatim.items():
        lines[index] = line
    code = "\n".join(blocks.code)
    headings = _headings(blocks, lines, first_line, kramdown=kramdown)
    return Scan(
        headings=headings,
        links=_links(inline, source, first_line),
        languages=tuple(blocks.languages),
        prose="\n".join(lines),
        code=without_raw(code) if kramdown else code,
        flags=_flags(blocks, inline),
        inline_tags=tuple(dict.fromkeys(tag for tag in inline.tags if tag)),
        problems=tuple((first_line + index, message) for index, message in blocks.problems),
        first_line=first_line,
        tasks=tasks.boxed(blocks.tasks, lines, first_line) if blocks.tasks else (),
    )


def _flags(blocks: Blocks, inline: InlineText) -> tuple[Flag, ...]:
    flags = blocks.flags | {_LINK_KINDS[link.kind] for link in inline.links}
    if inline.math:
        flags.add("math")
    return cast("tuple[Flag, ...]", tuple(sorted(flags)))


def _headings(
    blocks: Blocks, lines: list[str], first_line: int, *, kramdown: bool
) -> tuple[Heading, ...]:
    ids = HeadingIds()
    headings = []
    blocks.headings.reverse()
    while blocks.headings:  # a post may be all headings: each is dropped when it is made
        raw = blocks.headings.pop()
        text = _heading_text(raw, blocks, lines, kramdown=kramdown)
        identifier = raw.id
        if identifier is None:
            identifier = ids.next(text)
        if "  " in text or not text.isprintable():
            text = " ".join(text.split())
        text = composed(text.strip())
        if text:
            line = first_line + raw.line
            identifier = composed(identifier)
            headings.append(Heading(raw.level, identifier, text, line, raw.in_contents))
    return tuple(headings)


_QUOTED = lazy_pattern(r'"([^"]*)"')
_TYPOGRAPHIC = lazy_pattern(r"""--|\.\.\.|'|\"""")


def _heading_text(raw: RawHeading, blocks: Blocks, lines: list[str], *, kramdown: bool) -> str:
    """The plain text of a heading; where a shortcode writes it, what the shortcode is given."""
    typography = kramdown and _TYPOGRAPHIC.search(raw.source) is not None
    text = lines[raw.line]
    if typography or not raw.whole:
        text = read_inline(raw.source, blocks.references, typography=typography).text
    if not text.strip() and "{{" in raw.source:
        return " ".join(_QUOTED.findall(raw.source))
    return text


def _links(inline: InlineText, source: str, first_line: int) -> tuple[Link, ...]:
    links = []
    line, at = first_line, 0
    for link in inline.links:
        line += source.count("\n", at, link.offset)
        at = link.offset
        links.append(_link(link, line))
    return tuple(links)


def _link(link: ParsedLink, line: int) -> Link:
    target = link.target
    if target[:5].lower() == "data:":
        target = target[:_SHOWN_DATA].partition(",")[0] + ",…"
    if not target.isprintable():
        target = target.translate(_NO_LINE_ENDS)
    return Link(composed(target), composed(link.text), line, link.kind)
