"""The inline scanner: the plain text of blocks, and the links in them.

One pass over all blocks of a body at once. A table maps the first character of markup to the
function that reads it: it takes the scanner's state and the offsets of that character, and gives
the offset behind what it read. Every construct ends with its block, and none is tried twice over
the same characters, so that the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from index.lazy_pattern import lazy_pattern
from index.post import LinkKind
from index.syntax import (
    ADDRESS_REST,
    ATTRIBUTE_SPAN,
    BLOCK_ID,
    BLOCK_REFERENCE,
    EMBED_MACRO,
    END_KRAMDOWN_COMMENT,
    ENTITY,
    FOOTNOTE_REFERENCE,
    KRAMDOWN_COMMENT,
    LIQUID_OUTPUT,
    LIQUID_TAG,
    NOTE_COMMENT,
    WIKI_LINK,
    WikiLink,
    address_end,
    is_formula,
    tab_words,
    without_raw,
    without_size,
)

from .destinations import fold_label, inline_destination, referred_destination
from .inclusions import Inclusion, read_inclusion
from .inline_html import read_angle
from .markup import badge_words, decode_entities, entity
from .passage import BLOCK, Bracket, InlineText, ParsedLink, Passage, breaks

# Each alternative begins with a literal character, so that re searches for a set of characters.
_TOKENS = r"\\|``*|!\[|\[|\]|<|&|\*\**|__*|~~|==|\$\$?|\{(?=[{%:])|://"
_PLAIN = lazy_pattern(_TOKENS)
_OF_NOTES = lazy_pattern(_TOKENS + r"|#|%%|\^|\(\((?=[0-9a-fA-F]{8}-)")
_WITH_TYPOGRAPHY = lazy_pattern(_TOKENS + r"""|---?|\.\.\.|"|'""")

_DOLLAR = lazy_pattern(r"\$([^\s$\x1e](?:[^$\n\x1e]*[^\s$\\\x1e])?)\$(?!\d)")
_WIDE_DOLLAR = lazy_pattern(r"\$([^$\n\x1e]++)\$(?!\d)")
"""The same with blanks inside, which is a formula where it looks like one."""
_INLINE_TAG = lazy_pattern(r"#([\w/-]*[^\W\d][\w/-]*)")
_BEFORE_MATH = frozenset("\\([")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def read_inline(
    text: str,
    references: Mapping[str, str],
    *,
    notes: bool = False,
    typography: bool = False,
) -> InlineText:
    """Read the inline markup of ``text``, whose blocks are set off by ``BLOCK``.

    Args:
        text: The source.
        references: The targets of link definitions, by folded label.
        notes: Whether to find ``#tags`` and to hide ``%%comments%%`` and ``^block-ids``, as
            Obsidian does.
        typography: Whether dashes, dots and quotes become typographic, as kramdown has them.

    Returns:
        The plain text, which has a line for each line of the source, and what was found in it.
    """
    passage = Passage(text, references)
    pieces = passage.pieces
    search = (_OF_NOTES if notes else _WITH_TYPOGRAPHY if typography else _PLAIN).search
    token = search(text)
    while token is not None:
        start = token.start()
        if passage.brackets or passage.emphasis.open or passage.anchor is not None:
            _leave_block(passage, start)
        if start > passage.done:
            pieces.append(text[passage.done : start])
        passage.done = _HANDLERS[text[start]](passage, start, token.end())
        token = search(text, passage.done)
    _leave_block(passage, len(text))
    pieces.append(text[passage.done :])
    passage.end_block()
    passage.found.text = "".join(pieces).replace(BLOCK, "")
    links = [link for link in passage.found.links if not link.shadowed]
    links.sort(key=lambda link: link.offset)
    passage.found.links = links
    return passage.found


def _leave_block(passage: Passage, end: int) -> None:
    """Close what is open, if its block ends before ``end``."""
    at = passage.text.find(BLOCK, passage.done, end)
    if at >= 0:
        passage.pieces.append(passage.text[passage.done : at])
        passage.done = at
        passage.end_block()


# Escapes, entities, code, math


def _backslash(passage: Passage, start: int, end: int) -> int:
    text = passage.text
    following = text[end : end + 1]
    if following in _BEFORE_MATH and (after := _escaped_math(passage, start)):
        return after
    if following in _PUNCTUATION:
        passage.pieces.append(following)
        return end + 1
    if following != "\n":
        passage.pieces.append("\\")
    return end


def _escaped_math(passage: Passage, start: int) -> int:
    """Read math between escaped brackets; gives the offset behind it, 0 where there is none."""
    text = passage.text
    for opening, closing in (("\\\\(", "\\\\)"), ("\\\\[", "\\\\]"), ("\\(", "\\)")):
        if text.startswith(opening, start):
            close = passage.closing(closing, start + len(opening))
            if close < 0:
                continue
            inner = text[start + len(opening) : close]
            if len(opening) == 3 or any(c in inner for c in "\\^_="):
                passage.found.math = True
                passage.pieces.append(inner)
                return close + len(closing)
    return 0


def _ampersand(passage: Passage, start: int, end: int) -> int:
    match = ENTITY.match(passage.text, start)
    passage.pieces.append("&" if match is None else entity(match[0]))
    return end if match is None else match.end()


def _backticks(passage: Passage, start: int, end: int) -> int:
    close = passage.code.closing(end - start, end)
    if close < 0 or BLOCK in passage.text[end:close]:
        return passage.literal(start, end)
    inner = without_raw(passage.text[end:close])
    if len(inner) > 2 and inner[0] == inner[-1] == " ":
        inner = inner[1:-1]
    passage.pieces.append(inner)
    return close + end - start


def _dollar(passage: Passage, start: int, end: int) -> int:
    text = passage.text
    if end - start == 2:
        close = passage.closing("$$", end)
        if close >= 0:
            passage.found.math = True
            passage.pieces.append(text[end:close])
            return close + 2
        return passage.literal(start, end)
    match = _DOLLAR.match(text, start)
    if match is None:
        match = _WIDE_DOLLAR.match(text, start)
        if match is None or not is_formula(match[1]):
            return passage.literal(start, end)
    passage.found.math = True
    passage.pieces.append(match[0])
    return match.end()


# Emphasis


def _emphasis(passage: Passage, start: int, end: int) -> int:
    passage.emphasis.read(passage.text, start, end, passage.pieces)
    return end


# Links


def _open_bracket(passage: Passage, start: int, end: int) -> int:
    text = passage.text
    wiki = WIKI_LINK.match(text, start)
    if wiki is not None and not _is_reference(passage, wiki[0]):
        return _wiki_link(passage, wiki)
    footnote = FOOTNOTE_REFERENCE.match(text, start)
    if footnote is not None:
        return footnote.end()
    passage.brackets.append(
        Bracket(len(passage.pieces), start, end - start == 2, len(passage.found.links))
    )
    return passage.literal(start, end)


def _is_reference(passage: Passage, text: str) -> bool:
    """Whether what looks like a wiki link is a link in brackets that is defined: ``[[#12]]``."""
    return bool(passage.references) and fold_label(text[2:-2]) in passage.references


def _wiki_link(passage: Passage, match: re.Match[str]) -> int:
    link = WikiLink.of(match)
    kind: LinkKind = "embed" if link.embed else "wiki"
    if link.is_image:
        kind = "image"
    elif link.is_transclusion:
        kind = "transclusion"
    passage.found.links.append(ParsedLink(match.start(), link.target, link.text, kind))
    passage.pieces.append(link.text)
    return match.end()


def _close_bracket(passage: Passage, start: int, end: int) -> int:
    if not passage.brackets:
        return passage.literal(start, end)
    bracket = passage.brackets.pop()
    found = _link_target(passage, bracket, start, end)
    if found is None:
        return passage.literal(start, end)
    target, stop = found
    passage.pieces[bracket.piece] = ""
    shown = "".join(passage.pieces[bracket.piece :])
    passage.pieces[bracket.piece :] = [shown]
    passage.emphasis.leave(bracket.piece)
    # A link holds no link, an image no image: brackets of the same kind around it are text.
    outer = [outer for outer in passage.brackets if outer.image is not bracket.image]
    passage.brackets.clear()
    passage.brackets.extend(outer)
    _add_link(passage, bracket, target, shown)
    passage.pieces.append(breaks(passage.text[end:stop]))
    return stop


def _link_target(
    passage: Passage, bracket: Bracket, start: int, end: int
) -> tuple[str, int] | None:
    text = passage.text
    found = inline_destination(text, end) if text.startswith("(", end) else None
    if found is None and passage.references:
        opened = bracket.offset + (2 if bracket.image else 1)
        found = referred_destination(text, opened, start, passage.references)
    return found


def _add_link(passage: Passage, bracket: Bracket, target: str, shown: str) -> None:
    links = passage.found.links
    while passage.bare and passage.bare[-1] >= bracket.links:
        links[passage.bare.pop()].shadowed = True
    text = " ".join(shown.split())
    if bracket.image:
        shown = without_size(shown)
        text = " ".join(shown.split()) or badge_words(target)
        # The words of a picture are no part of a word beside it.
        passage.pieces[bracket.piece :] = [f" {text}{breaks(shown)} " if text else breaks(shown)]
    kind: LinkKind = "image" if bracket.image else "link"
    links.append(ParsedLink(bracket.offset, target, text, kind))


def _bare_address(passage: Passage, start: int, end: int) -> int:
    """An address written as plain text: a link, and text as it stands."""
    text = passage.text
    before = text[max(passage.done, start - 5) : start].lower()
    scheme = 5 if before == "https" else 4 if before.endswith("http") else 0
    match = ADDRESS_REST.match(text, start) if scheme else None
    if match is None:
        return passage.literal(start, end)
    stop = address_end(text, end, match.end())
    if stop == end:
        return passage.literal(start, end)
    address = decode_entities(text[start - scheme : stop])
    if passage.anchor is not None:
        return passage.literal(start, stop)
    passage.bare.append(len(passage.found.links))
    passage.found.links.append(ParsedLink(start - scheme, address, address))
    passage.pieces.append(decode_entities(text[start:stop]))
    return stop


# Liquid, shortcodes and attribute lists


def _brace(passage: Passage, start: int, end: int) -> int:
    text = passage.text
    following = text[end]
    if start < passage.raw_end and following != ":":
        return passage.literal(start, end)
    if following == ":":
        return _attribute_span(passage, start, end)
    match = (LIQUID_TAG if following == "%" else LIQUID_OUTPUT).match(text, start)
    if match is None:
        return passage.literal(start, end)
    if following == "%" and match[1] in {"raw", "comment"}:
        return _raw_or_comment(passage, match)
    if match[0].startswith("{{embed") and (macro := EMBED_MACRO.fullmatch(match[0])):
        target = macro[2] or macro[1].strip()
        passage.found.links.append(ParsedLink(start, target, "", "transclusion"))
    elif following == "{" and (words := tab_words(match[0])) is not None:
        passage.pieces.append(f" {words} ")
    elif following == "%" or match[1][:1] in {"<", "%"}:
        included = read_inclusion(match[0])
        if included is not None:
            _add_inclusion(passage, start, included)
    passage.pieces.append(breaks(match[0]))
    return match.end()


def _attribute_span(passage: Passage, start: int, end: int) -> int:
    """A comment of kramdown, or an attribute list."""
    text = passage.text
    comment = KRAMDOWN_COMMENT.match(text, start)
    if comment is not None:
        close = passage.closing("{:/", comment.end())
        ending = END_KRAMDOWN_COMMENT.match(text, close) if close >= 0 else None
        if ending is not None:
            passage.pieces.append(breaks(text[start : ending.end()]))
            return ending.end()
    match = ATTRIBUTE_SPAN.match(text, start)
    return passage.literal(start, end) if match is None else match.end()


def _raw_or_comment(passage: Passage, tag: re.Match[str]) -> int:
    """A Liquid tag between which and its end nothing is Liquid, or nothing is shown.

    Without an end in this block, the tag alone is hidden.
    """
    stop = tag.end()
    close = passage.closing(f"end{tag[1]}", stop)
    opening = passage.text.rfind("{%", stop, close) if close >= 0 else -1
    closing = passage.text.find("%}", close) if close >= 0 else -1
    if opening >= 0 and closing >= 0:
        if tag[1] == "raw":
            passage.raw_end = opening
        else:
            passage.pieces.append(breaks(passage.text[stop : closing + 2]))
            stop = closing + 2
    passage.pieces.append(breaks(tag[0]))
    return stop


def _add_inclusion(passage: Passage, start: int, included: Inclusion) -> None:
    shown = included.caption.replace(BLOCK, "")
    if shown:
        shown = " ".join(read_inline(shown, {}).text.split())
    passage.found.links.append(ParsedLink(start, included.target, shown, included.kind))
    passage.pieces.append(shown)


# Marks of notes, typography


def _note_comment(passage: Passage, start: int, end: int) -> int:
    close = passage.closing(NOTE_COMMENT, end)
    if close < 0:
        return passage.literal(start, end)
    passage.pieces.append(breaks(passage.text[end:close]))
    return close + len(NOTE_COMMENT)


def _block_id(passage: Passage, start: int, end: int) -> int:
    match = BLOCK_ID.match(passage.text, start)
    return passage.literal(start, end) if match is None else match.end()


def _block_reference(passage: Passage, start: int, end: int) -> int:
    match = BLOCK_REFERENCE.match(passage.text, start)
    if match is None:
        return passage.literal(start, end)
    passage.found.links.append(ParsedLink(start, match[0], "", "transclusion"))
    return match.end()


def _inline_tag(passage: Passage, start: int, end: int) -> int:
    before = passage.text[start - 1] if start else "\n"
    match = _INLINE_TAG.match(passage.text, start) if before in " \t\n\x1e(,;" else None
    if match is None:
        return passage.literal(start, end)
    passage.found.tags.append(match[1].strip("/-"))
    return passage.literal(start, match.end())


def _typographic(passage: Passage, start: int, end: int) -> int:
    source = passage.text[start:end]
    if source in _TYPOGRAPHIC:
        passage.pieces.append(_TYPOGRAPHIC[source])
        return end
    before = passage.text[start - 1] if start else " "
    left, right = ("“", "”") if source == '"' else ("‘", "’")
    opening = before.isspace() or before in "([{\x1e"
    passage.pieces.append(left if opening else right)
    return end


_TYPOGRAPHIC = {"---": "—", "--": "–", "...": "…"}


_HANDLERS: Mapping[str, Callable[[Passage, int, int], int]] = {
    "\\": _backslash,
    "&": _ampersand,
    "`": _backticks,
    "$": _dollar,
    "*": _emphasis,
    "_": _emphasis,
    "~": _emphasis,
    "=": _emphasis,
    "!": _open_bracket,
    "[": _open_bracket,
    "]": _close_bracket,
    ":": _bare_address,
    "<": read_angle,
    "{": _brace,
    "#": _inline_tag,
    "%": _note_comment,
    "^": _block_id,
    "(": _block_reference,
    "-": _typographic,
    ".": _typographic,
    '"': _typographic,
    "'": _typographic,
}
