"""The outline of a post in HTML: what ``index.reading.markdown`` has of one in Markdown.

Nothing of it is Markdown: neither signs nor indentation mean anything.
"""

from __future__ import annotations

from typing import Final, cast

from index.html import Section, Tag, Text, pieces, sections
from index.lazy_pattern import lazy_pattern
from index.post import Flag, Heading, Link, LinkKind
from index.reading.decode import composed
from index.syntax import (
    BARE_ADDRESS,
    EMBED_ELEMENTS,
    LIQUID_OUTPUT,
    LIQUID_TAG,
    NOTICE_CLASS,
    address_end,
    image_words,
    media_address,
)

from .markdown.heading_ids import HeadingIds
from .markdown.inclusions import read_inclusion
from .markdown.markup import badge_words, decode_entities
from .markdown.outline import Scan

_INLINE: Final = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "button", "cite", "code", "data"),
        *("del", "dfn", "em", "font", "i", "img", "input", "ins", "kbd", "label", "mark", "nobr"),
        *("q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub"),
        *("sup", "time", "tt", "u", "var", "wbr"),
    )
)
_CODE: Final = frozenset(("code", "tt", "samp"))
_CELLS: Final = frozenset(("td", "th", "caption"))
_HEADING: Final = lazy_pattern(r"h[1-6]")
_TEMPLATE: Final = lazy_pattern(rf"{LIQUID_TAG.pattern}|{LIQUID_OUTPUT.pattern}")
_FLAGS: Final[dict[LinkKind, Flag]] = {"image": "image", "embed": "image", "link": "link"}
_SHOWN_DATA: Final = 64


def scan(body: str, first_line: int) -> Scan:
    """Find what the index needs of a body in HTML, in one pass.

    Never raises; takes time linear in the length of the body.

    Args:
        body: The HTML behind the front matter.
        first_line: The line of the file that the body begins on, from 1.
    """
    reader = _Reader(first_line)
    for section in sections(body):
        reader.take(section)
    return reader.finish(body.count("\n"))


def plain(source: str) -> str:
    """A piece of HTML as plain text."""
    return scan(source, 1).prose


class _Reader:
    """What was read so far. The texts of prose and code have the same number of line ends."""

    def __init__(self, first_line: int) -> None:
        self._first_line = first_line
        self._prose: list[str] = []
        self._code: list[str] = []
        self._line = 0
        self._pre = False
        self._in_cell = False
        self._in_code = 0
        self._anchor: tuple[str, int, int] | None = None
        self._heading: tuple[int, str, int, int] | None = None
        self._headings: list[Heading] = []
        self._links: list[Link] = []
        self._ids = HeadingIds()
        self._languages: dict[str, None] = {}
        self._flags: set[Flag] = set()

    def take(self, section: Section) -> None:
        """Read a section."""
        self._to_line(section.line)
        if section.kind == "code":
            self._end_heading()
            self._has_code(section.language)
            self._put_code(section.text)
            return
        for piece in pieces(section.text, decode_entities):
            self._to_line(section.line + piece.line)
            if isinstance(piece, Tag):
                self._tag(piece)
            elif self._pre:
                self._put_code(decode_entities(piece.text))
            else:
                self._text(piece)
        self._pre = False

    def finish(self, lines: int) -> Scan:
        """What the body holds, which has so many line ends."""
        self._end_anchor()
        self._end_heading()
        self._to_line(lines)
        prose = composed("".join(self._prose)).split("\n")
        return Scan(
            headings=tuple(self._headings),
            links=tuple(self._links),
            languages=tuple(self._languages),
            prose="\n".join(" ".join(line.split()) for line in prose),
            code=composed("".join(self._code)),
            flags=cast("tuple[Flag, ...]", tuple(sorted(self._flags))),
            first_line=self._first_line,
        )

    def _to_line(self, line: int) -> None:
        """Go on at a line, whatever of the source was passed over."""
        ends = "\n" * (line - self._line)
        if ends:
            self._prose.append(ends)
            self._code.append(ends)
            self._line = line

    def _put_code(self, text: str) -> None:
        ends = text.count("\n")
        self._code.append(text)
        self._prose.append("\n" * ends)
        self._line += ends

    def _put(self, text: str) -> None:
        ends = text.count("\n")
        self._prose.append(text)
        if ends:
            self._code.append("\n" * ends)
            self._line += ends

    # Text

    def _text(self, piece: Text) -> None:
        text = piece.text
        at = 0
        for found in _TEMPLATE.finditer(text) if "{" in text else ():
            self._words(text[at : found.start()])
            self._template(found[0])
            at = found.end()
        self._words(text[at:])

    def _words(self, text: str) -> None:
        text = decode_entities(text)
        if "://" not in text or self._anchor is not None or self._in_code > 0:
            self._put(text)
            return
        at = 0
        for found in BARE_ADDRESS.finditer(text):
            after = text.index("://", found.start()) + 3
            end = address_end(text, after, found.end())
            if end == after:
                continue
            self._put(text[at : found.start()])
            address = text[found.start() : end]
            self._link(address, address, "link")
            self._put(address)
            at = end
        self._put(text[at:])

    def _template(self, source: str) -> None:
        """A tag of Liquid, which may bring in something."""
        inclusion = read_inclusion(source)
        if inclusion is not None:
            self._link(inclusion.target, inclusion.caption, inclusion.kind)
            self._put(f" {' '.join(inclusion.caption.split())} ")
        self._put("\n" * source.count("\n"))

    def _link(self, target: str, text: str, kind: LinkKind) -> None:
        target = target.strip().replace("\n", "").replace("\t", "")
        if target[:5].lower() == "data:":
            target = target[:_SHOWN_DATA].partition(",")[0] + ",…"
        self._flags.add(_FLAGS.get(kind, "link"))
        shown = composed(" ".join(text.split()))
        self._links.append(Link(composed(target), shown, self._first_line + self._line, kind))

    # Tags

    def _tag(self, tag: Tag) -> None:
        name = tag.name
        if name == "pre":
            self._end_heading()
            self._pre = not tag.closing
            if self._pre:
                self._has_code(tag.language)
        elif self._pre:
            if name == "code" and not tag.closing:
                self._has_code(tag.language)
            elif name == "br":
                self._code.append(" ")
        elif name == "a":
            self._end_anchor()
            if not tag.closing and tag.attributes.get("href"):
                self._anchor = (tag.attributes["href"], len(self._prose), self._line)
        elif name == "img":
            address = media_address(tag.attributes)
            shown = image_words(tag.attributes) or badge_words(address)
            if address:
                self._link(address, shown, "image")
            self._prose.append(f" {shown} " if shown else "")
        elif name in EMBED_ELEMENTS:
            if not tag.closing and (address := media_address(tag.attributes)):
                self._link(address, "", "embed")
        elif name not in _INLINE:
            self._block(tag)
        elif name in _CODE:
            self._in_code = max(0, self._in_code + (-1 if tag.closing else 1))
        elif name == "br":
            self._prose.append(" ")

    def _block(self, tag: Tag) -> None:
        """A tag that ends what stands before it."""
        name = tag.name
        self._end_heading()
        self._prose.append(" ")
        if name in _CELLS:
            self._in_cell = not tag.closing
        elif name in ("tr", "table"):
            self._in_cell = False
            self._flags.add("table")
        elif _HEADING.fullmatch(name) and not tag.closing and not self._in_cell:
            identifier = tag.attributes.get("id", "")
            self._heading = (int(name[1]), identifier, len(self._prose), self._line)
        elif NOTICE_CLASS.search(tag.attributes.get("class", "")):
            self._flags.add("note")

    def _has_code(self, language: str) -> None:
        self._flags.add("code")
        if language:
            self._languages[language.lower()] = None

    def _end_anchor(self) -> None:
        if self._anchor is not None:
            target, begun, line = self._anchor
            self._anchor = None
            here, self._line = self._line, line
            self._link(target, "".join(self._prose[begun:]), "link")
            self._line = here

    def _end_heading(self) -> None:
        if self._heading is None:
            return
        level, identifier, begun, line = self._heading
        self._heading = None
        text = composed(" ".join("".join(self._prose[begun:]).split()))
        if text:
            identifier = composed(identifier) or self._ids.next(text)
            self._headings.append(Heading(level, identifier, text, self._first_line + line))
