"""What stands within a block: markdown-it's inline tokens and runs of HTML, told to the builder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from markdown_it import rules_core
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from index.html import Tag, Text
from index.lazy_pattern import lazy_pattern
from index.syntax import (
    ATTACHMENT_NAMES,
    BLOCK_REFERENCE,
    EMBED_MACRO,
    END_LIQUID_COMMENT,
    HIDDEN_ELEMENTS,
    IMAGE_NAMES,
    LIQUID_COMMENT,
    LIQUID_OUTPUT,
    LIQUID_TAG,
    tab_words,
    without_raw,
    without_size,
)
from tui.render.math import inline as formula
from tui.render.math import prints_nothing
from tui.render.syntax import liquid
from tui.render.syntax.dialect import markdown
from tui.render.syntax.markup import decode, image_label, image_text, pieces
from tui.text.cells import check, never
from tui.text.safe_text import safe

from .blocks import Role
from .builder import Builder
from .elements import html_tag, sub_or_sup

_BETWEEN_CHECKS = 1_000
_MARKS: dict[str, Role] = {
    "strong": "strong", "em": "emphasis", "s": "strike", "mark": "mark",
}  # fmt: skip
_INCLUDED: dict[str, tuple[Role, ...]] = {
    "image": ("image",), "video": ("link", "embed"), "gist": ("link", "embed"), "link": ("link",),
}  # fmt: skip
_HIDDEN = lazy_pattern(rf"<({'|'.join(sorted(HIDDEN_ELEMENTS))})\b", re.IGNORECASE)
_TEMPLATE = lazy_pattern(
    rf"{LIQUID_COMMENT.pattern}.{{0,4000}}?{END_LIQUID_COMMENT.pattern}"
    rf"|{LIQUID_TAG.pattern}|{LIQUID_OUTPUT.pattern}",
    re.DOTALL,
)
_RAW = lazy_pattern(r"\{%-?\s*+(?:end)?raw\s*+-?%\}")


def inline(builder: Builder, html: Html, token: Token) -> None:
    """Write one inline token to a builder.

    Args:
        builder: What is written to.
        html: Reads the HTML tags between the tokens of this block.
        token: The token.
    """
    kind = token.type
    if kind in ("text", "text_special"):
        if "((" in token.content and BLOCK_REFERENCE.search(token.content):
            _with_blocks(builder, html, token.content)
        else:
            html.text(safe(token.content))
    elif kind == "softbreak":
        builder.soft_break()
        builder.line += 1
    elif kind == "hardbreak":
        builder.line_break()
        builder.line += 1
    elif kind == "code_inline":
        builder.text(without_raw(token.content), "code")
    elif kind == "link_open":
        builder.open("link", role="link", href=safe(str(token.attrGet("href") or "")))
    elif kind == "link_close":
        builder.close("link")
    elif kind == "image":
        _image(builder, token)
    elif kind == "html_inline":
        html.take(token.content)
    elif kind == "math_inline":
        if not prints_nothing(token.content):
            builder.text(formula(token.content, builder.macros), "math", tex=token.content)
    elif kind == "liquid":
        _liquid(builder, token.content)
    elif kind == "wiki":
        _wiki(builder, token)
    elif kind == "footnote_ref":
        label = footnote_label(token)
        builder.text(f"[{label}]", "footnote", href=f"#fn:{label}")
    elif token.tag in _MARKS and token.nesting:
        if token.nesting > 0:
            builder.open(token.tag, role=_MARKS[token.tag])
        else:
            builder.close(token.tag)
    elif token.content:
        builder.text(token.content)


def seen(tokens: Sequence[Token]) -> Iterator[Token]:
    """``tokens`` without scripts and styles, where these are closed."""
    hidden = ""
    for index, token in enumerate(tokens):
        opened = _HIDDEN.match(token.content) if token.type == "html_inline" else None
        if hidden:
            if token.type == "html_inline" and token.content.lower().startswith(f"</{hidden}"):
                hidden = ""
        elif opened and any(
            one.content.lower().startswith(f"</{opened[1].lower()}") for one in tokens[index:]
        ):
            hidden = opened[1].lower()
        else:
            yield token


def footnote_label(token: Token) -> str:
    """What a footnote is called: its label, else its number."""
    return safe(str(token.meta.get("label") or token.meta.get("id", 0) + 1))


def _image(builder: Builder, token: Token) -> None:
    address = safe(str(token.attrGet("src") or ""))
    alt = safe(without_size("".join(child.content or " " for child in token.children or ())))
    title = safe(str(token.attrGet("title") or ""))
    above = builder.inside("link", "a")
    href = above.href if above else address
    builder.label(image_label(alt or title, address), "image", href=href, picture=address)


def _wiki(builder: Builder, token: Token) -> None:
    if not token.markup:
        builder.text(token.content, "link", "wiki", href=token.info)
        return
    if token.info.lower().endswith(IMAGE_NAMES):
        label = image_label(token.content, token.info)
        builder.label(label, "image", href=token.info, picture=token.info)
    elif token.info.partition("#")[0].lower().endswith(ATTACHMENT_NAMES):
        builder.text(token.content or token.info, "link", "embed", href=token.info)
    else:
        builder.transclude(token.info, token.content)


def _with_blocks(builder: Builder, html: Html, text: str) -> None:
    """A text in which blocks of Logseq are shown."""
    at = 0
    for found in BLOCK_REFERENCE.finditer(text):
        html.text(safe(text[at : found.start()]))
        builder.transclude(found[0], "")
        at = found.end()
    html.text(safe(text[at:].lstrip() if builder.flowing else text[at:]))


def _liquid(builder: Builder, source: str) -> None:
    if _RAW.match(source) or LIQUID_COMMENT.match(source):
        return
    if macro := EMBED_MACRO.fullmatch(source):
        builder.transclude(macro[2] or safe(macro[1].strip()), "")
        return
    if (words := tab_words(source)) is not None:
        builder.end_block()
        if words:
            builder.text(safe(words), "strong")
            builder.end_block()
        return
    if given := liquid.assigned(source):
        builder.values[given[0]] = given[1]
        return
    if write := builder.captured.pop(liquid.output_name(source), None):
        write()
        return
    value = liquid.value(source, builder.values)
    shown = liquid.media(source, _plain)
    if value is not None:
        builder.text(safe(value))
    elif shown:
        found, text = shown
        above = builder.inside("link", "a")
        address = safe(decode(found.target))
        href = above.href if above else address
        picture = address if found.kind == "image" else ""
        builder.text(safe(text), *_INCLUDED[found.kind], href=href, picture=picture)
    elif not liquid.is_silent(source):
        builder.text(" ".join(source.split()), "dim")


def _plain(text: str) -> str:
    """The text of a piece of Markdown, without its marks."""
    token = Token("inline", "", 0, content=decode(text), children=[])
    rules_core.inline(StateCore("", markdown(), {}, [token]))
    children = token.children or ()
    return "".join(
        child.content or (" " if child.type.endswith("break") else "") for child in children
    )


class Html:
    """Tells a builder of a run of HTML, with whatever it left open kept for the next run."""

    def __init__(self, builder: Builder, cancelled: Callable[[], bool] = never) -> None:
        self.builder = builder
        self.cancelled = cancelled
        self.preformatted: list[str] | None = None
        self.pre_line = 0
        self.language = ""

    def take(self, source: str) -> None:
        """Tell of ``source``'s tags and texts."""
        builder, first = self.builder, self.builder.line
        for number, piece in enumerate(pieces(source)):
            if not number % _BETWEEN_CHECKS:
                check(self.cancelled)
            builder.line = first + piece.line
            if isinstance(piece, Text):
                self._piece(decode(piece.text))
            else:
                self._tag(piece)
        builder.line = first + source.count("\n")
        self.end()

    def text(self, text: str) -> None:
        """Tell of text that is Markdown's own."""
        above = self.builder.elements[-1] if self.builder.elements else None
        if above and above.name == "rp":
            return
        if above and above.name in ("sub", "sup"):
            text = sub_or_sup(above.name, text)
        self.builder.text(text)

    def _piece(self, text: str) -> None:
        builder = self.builder
        if self.preformatted is not None:
            self.preformatted.append(text)
            return
        above = builder.elements[-1] if builder.elements else None
        if above and above.name == "rp":
            return
        if above and above.name in ("sub", "sup"):
            text = sub_or_sup(above.name, text.strip())
        leading = len(text) - len(text.lstrip("\n \t"))
        builder.line += text.count("\n", 0, leading)
        at = 0
        for found in _TEMPLATE.finditer(text):
            builder.flow(text[at : found.start()])
            _liquid(builder, found[0])
            at = found.end()
        builder.flow(text[at:])

    def _tag(self, tag: Tag) -> None:
        if tag.name == "pre":
            if tag.closing:
                self.end()
            else:
                self.end()
                self.builder.end_block()
                self.preformatted, self.pre_line = [], self.builder.line
                self.pre_breaks = 0
                self.language = tag.language
        elif self.preformatted is None:
            html_tag(self.builder, tag)
        elif tag.name == "br":
            self.preformatted.append("\n")
            self.pre_breaks += 1
        elif tag.name == "code" and not self.language:
            self.language = tag.language
        elif tag.name == "img":
            alt, address = tag.attributes.get("alt", ""), tag.attributes.get("src", "")
            self.preformatted.append(image_text(alt, address))

    def end(self) -> None:
        """End a ``<pre>``, closed or not."""
        if self.preformatted is None:
            return
        text = "".join(self.preformatted)
        self.preformatted = None
        self.builder.line, line = self.pre_line, self.builder.line
        if text.strip():
            written = text.strip("\n")
            last, language = None, self.language
            if self.pre_breaks:
                last = self.pre_line + max(0, written.count("\n") - self.pre_breaks)
                language = ""  # colours are found by the lines of the file
            self.builder.code(written, language, self.pre_line, last)
        self.builder.line = line
