"""What a list says of a post: the excerpt it declares, or the first text of its body."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from index.lazy_pattern import lazy_pattern
from index.post import Heading, Link
from index.reading.markdown.dialogue import names_people
from index.reading.markdown.outline import scan

LONGEST = 300
"""How many characters an excerpt or a lead has at most."""

_MORE = lazy_pattern(r"<!--\s*more\s*-->", re.IGNORECASE)
_WORD = lazy_pattern(r"[^\W_]{2}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def lead(
    prose: str,
    first_line: int = 1,
    headings: Iterable[Heading] = (),
    links: Iterable[Link] = (),
) -> str:
    """The first text of a body, in one line of at most ``LONGEST`` characters.

    Headings are passed over, and so are lines of people, of signs alone, and of nothing but images
    such as badges, or addresses. A body of these alone gives its first line of any kind.

    Args:
        prose: The text of the body without markup, with as many lines as the body.
        first_line: The line of the file that ``prose`` begins on, from 1.
        headings: The headings, with lines of the file.
        links: The links and images, with lines of the file.
    """
    headed = {heading.line - first_line for heading in headings}
    images_and_addresses: dict[int, list[str]] = {}
    for link in links:
        if link.kind == "image" or link.text == link.target:
            images_and_addresses.setdefault(link.line - first_line, []).extend(link.text.split())
    lines = prose.split("\n")
    text: list[str] = []
    length = 0
    for index, line in enumerate(lines):
        shown = index not in headed and line.split() != images_and_addresses.get(index)
        if shown and _WORD.search(line) is not None and not names_people(line):
            text.append(line)
            length += len(line) + 1
        if length > LONGEST or (not line and length > LONGEST // 4):
            break
    if not text:
        text = [line for line in lines if line.strip()][:1]
    return shorten(" ".join(text))


def declared(
    given: str, body: str, separator: str, plain_text: Callable[[str], str] | None = None
) -> str:
    """The excerpt that a post declares, free of markup; empty if it declares none.

    Args:
        given: The ``excerpt`` of the front matter; it wins where it is not blank.
        body: The body, of which all before ``separator`` or ``<!--more-->`` is the excerpt.
        separator: The ``excerpt_separator``. One of blanks alone (Jekyll's default is a blank line)
            declares nothing, because ``lead`` gives a better excerpt.
        plain_text: Takes the markup off a part of the body; Markdown's by default.
    """
    if given.strip():
        return plain(given)
    more = _MORE.search(body)
    ends = [] if more is None else [more.start()]
    if separator.strip() and separator in body:
        ends.append(body.index(separator))
    if not ends:
        return ""
    part = body[: min(ends)]
    return plain(part) if plain_text is None else shorten(plain_text(part[: LONGEST * 20]))


def plain(markdown: str) -> str:
    """A piece of Markdown as one line of plain text, at most ``LONGEST`` characters long."""
    return shorten(scan(markdown[: LONGEST * 20], 1).prose)


def shorten(text: str) -> str:
    """``text`` in one line, cut after a word where it is longer than ``LONGEST`` characters."""
    text = " ".join(text[: LONGEST * 20].split())
    if len(text) <= LONGEST:
        return text
    cut = text.rfind(" ", LONGEST - 40, LONGEST)
    return text[: cut if cut > 0 else LONGEST - 1].rstrip() + "…"
