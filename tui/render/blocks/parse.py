"""A post's body as blocks: markdown-it's tokens, written to a builder."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Container, Mapping
from itertools import groupby

from markdown_it import rules_core
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.footnote.index import footnote_tail

from index.html import sections
from index.lazy_pattern import lazy_pattern
from index.syntax import FENCE_TITLE, without_raw
from tui.language import translatable, translate
from tui.render.math import defined_in
from tui.render.syntax import kramdown
from tui.render.syntax.dialect import markdown, reader_of
from tui.render.syntax.formulas import is_large
from tui.text.cells import check, never
from tui.text.safe_text import safe

from .blocks import Block, Fold, Role
from .builder import Builder
from .containers import FootnoteWriter, ListWriter, TableWriter, open_framed
from .inline import Html, inline, seen
from .transcluded import Transcluded

_NOTES: dict[str, Role] = {
    translatable("tip"): "tip",
    translatable("success"): "tip",
    translatable("hint"): "tip",
    translatable("info"): "note",
    translatable("important"): "important",
    translatable("primary"): "important",
    translatable("warning"): "warning",
    translatable("caution"): "danger",
    translatable("danger"): "danger",
    translatable("error"): "danger",
    translatable("bug"): "danger",
    translatable("failure"): "danger",
    translatable("attention"): "warning",
}
_NOTE_SIGNS: dict[Role, str] = {
    "note": "ⓘ", "tip": "✦", "important": "❖", "warning": "▲", "danger": "⊘",
}  # fmt: skip
"""What tells kinds of notes apart without colour."""
_HOLDS_MARKDOWN = lazy_pattern(r"""\s*<\w+[^>]*\bmarkdown\s*=\s*["']?(?:1|block|span)\b""")
_MARKUP = "<>&[]*_`$~{}\\"
_MOST_MARKUP = 100_000
"""How many signs of markup one paragraph may have: each may become a token of 400 bytes."""
_MOST_LINES = 50_000
"""How many lines a paragraph may have that is shown as it is written; a longer one is as code."""
_AS_WRITTEN = "as written"
_MOST_LINES_READ = 150_000
"""How many lines of a text are read as Markdown: each takes markdown-it 100 bytes."""
_MOST_TAGS = 150_000
"""How many tags of a post in HTML are read: each may begin a block of 400 bytes."""
_DEFINITION = lazy_pattern(r"^[ \t>*+-]{0,40}\[[^\]\n]+\]:", re.MULTILINE)


def parse(
    body: str,
    first_line: int = 1,
    *,
    headings: Container[int] | None = None,
    values: Mapping[str, str] | None = None,
    notes: bool = False,
    hard_breaks: bool = False,
    kramdown: bool = False,
    emoji: bool = False,
    transcluded: Callable[[str], Transcluded | None] | None = None,
    cancelled: Callable[[], bool] = never,
) -> tuple[Block, ...]:
    """The blocks of a body; any text has blocks.

    Nothing that is to be seen on the site is left out.

    Args:
        body: The Markdown.
        first_line: The line of the file that the body begins on, from 1.
        headings: The lines of the headings where they are known: no other line is one, as dialects
            of Markdown differ in this.
        values: The values of Liquid's names, such as ``site.title``.
        notes: Whether ``%%comments%%`` and ``^block-ids`` are hidden, as in Obsidian.
        hard_breaks: Whether the end of a line within a paragraph is one on the page.
        kramdown: Whether lists nest and HTML ends as in kramdown, and Liquid is read in code.
        emoji: Whether ``:smile:`` is a sign.
        transcluded: Gives what is shown in the place of a link, by its target, where it is known.
        cancelled: Asked now and then whether to stop.

    Raises:
        Cancelled: ``cancelled`` said so.
    """
    builder = Builder(first_line, values)
    builder.macros = defined_in(body)
    builder.hard_breaks = hard_breaks
    if transcluded is not None:
        builder.transcluded = transcluded
    dialect = {"notes": notes, "kramdown": kramdown, "emoji": emoji}
    _Writer(builder, first_line, headings, cancelled, dialect).take_all(body)
    return builder.finish()


def parse_html(
    body: str,
    first_line: int = 1,
    *,
    values: Mapping[str, str] | None = None,
    cancelled: Callable[[], bool] = never,
) -> tuple[Block, ...]:
    """The blocks of a body in HTML; any text has blocks.

    Args:
        body: The HTML.
        first_line: The line of the file that the body begins on, from 1.
        values: The values of Liquid's names, such as ``site.title``.
        cancelled: Asked now and then whether to stop.

    Raises:
        Cancelled: ``cancelled`` said so.
    """
    builder = Builder(first_line, values)
    html = Html(builder, cancelled)
    read, rest = _cut(body, "<", _MOST_TAGS)
    for section in sections(read):
        builder.line = first_line + section.line
        if section.kind == "html":
            html.take(section.text)
        elif text := section.text.strip("\n"):
            before = len(section.text) - len(section.text.lstrip("\n"))
            builder.code(text, section.language, builder.line + before)
    if rest:
        builder.end_block()
        builder.line = first_line + read.count("\n")
        _as_code(builder, rest, translate("… cut here: too many blocks, the rest as it is written"))
    return builder.finish()


def _as_code(builder: Builder, rest: str, said: str) -> None:
    """Write what is left of a text as it is written, below why."""
    line = builder.line
    builder.text(said, "dim")
    builder.code(rest, "", line)


def _amount(text: str) -> int:
    """How many inline tokens a text may have, roughly."""
    return sum(map(text.count, _MARKUP)) + 2 * text.count("\n")


def _cut(body: str, sign: str, most: int) -> tuple[str, str]:
    """What of a text is read, and what is left of it.

    Args:
        body: The text.
        sign: A line feed where lines are counted, or what begins a tag.
        most: How many of it are read.
    """
    if body.count(sign) <= most:
        return body, ""
    end = -1
    for _ in range(most):
        end = body.index(sign, end + 1)
    end += sign == "\n"
    return body[:end], body[end:]


class _Writer:
    """Writes what markdown-it found to a builder."""

    def __init__(
        self,
        builder: Builder,
        first_line: int,
        headings: Container[int] | None,
        cancelled: Callable[[], bool],
        dialect: Mapping[str, bool],
    ) -> None:
        self.dialect = dialect
        self.md = markdown()
        self.builder = builder
        self.first_line = first_line
        self.headings = headings
        self.cancelled = cancelled
        self.lists = ListWriter(builder)
        self.defines = False
        self.denied = ""
        self.handlers: dict[str, Callable[[Token], None]] = {
            **self.lists.handlers,
            **FootnoteWriter(builder).handlers,
            **TableWriter(builder).handlers,
            "blockquote_open": self._blockquote_open,
            "blockquote_close": self._blockquote_close,
            "note_open": self._note_open,
            "note_close": self._note_close,
            "abbreviation": self._abbreviation,
            "paragraph_open": self._paragraph_open,
            "paragraph_close": self._paragraph_close,
            "heading_open": self._heading_open,
            "heading_close": self._heading_close,
            "fence": self._fence,
            "code_block": self._code_block,
            "math_block": self._math_block,
            "hr": self._hr,
            "capture": self._capture,
            "html_block": self._html_block,
            "inline": self._inline,
        }

    def take_all(self, body: str) -> None:
        """Write a text, its footnotes last.

        The inline tokens of a block are made when the block is written and dropped at once: the
        tokens of a long post take many times its size.
        """
        env: EnvType = {"cancelled": self.cancelled, **self.dialect}
        read, rest = _cut(body, "\n", _MOST_LINES_READ)
        try:
            self._take_all(read, env)
        finally:
            # ``env["tell"]`` refers to ``env``, and the handlers to this writer: without this, only
            # the cyclic garbage collector would free the page.
            env.clear()
            self.handlers.clear()
        if rest:
            self.builder.end_block()
            self.builder.line = self.first_line + _MOST_LINES_READ
            said = translate("… cut here: too many lines, the rest as it is written")
            _as_code(self.builder, rest, said)

    def _take_all(self, body: str, env: EnvType) -> None:
        md = self.md = reader_of(body, emoji=self.dialect["emoji"])
        if not _DEFINITION.search(body):
            env["tell"] = lambda tokens: self._tell(kramdown.rewritten(tokens), env)
        tokens = deque(md.parse(body, env))
        notes: list[Token] = []
        depth = 0
        while tokens:
            token = tokens.popleft()
            if token.type == "footnote_reference_open":
                depth += 1
            if depth:
                notes.append(token)
            else:
                self._read(token, env)
                self.take(token)
            if token.type == "footnote_reference_close":
                depth -= 1
        for token in notes:
            self._read(token, env)
        state = StateCore("", md, env, notes)
        footnote_tail(state)
        for token in state.tokens:
            self.take(token)

    def _tell(self, tokens: list[Token], env: EnvType) -> None:
        """Write whole blocks of a text in which nothing is defined for other blocks."""
        for token in tokens:
            self._read(token, env)
            self.take(token)
            token.children = None

    def _read(self, token: Token, env: EnvType) -> None:
        """Make the inline tokens of a block."""
        if token.type != "inline":
            return
        check(self.cancelled)
        if _amount(token.content) > _MOST_MARKUP:
            token.meta[_AS_WRITTEN] = True
            token.children = None
            return
        state = StateCore("", self.md, env, [token])
        rules_core.inline(state)
        rules_core.text_join(state)

    def take(self, token: Token) -> None:
        """Write one block token; the text of one that has no handler is shown dim."""
        if token.map and token.nesting >= 0:
            self.builder.line = self.first_line + token.map[0]
        if token.type != "abbreviation":
            self.defines = False
        handler = self.handlers.get(token.type)
        if handler is not None:
            handler(token)
        elif token.content:
            self.builder.text(token.content, "dim")
            self.builder.end_block()

    # Containers

    def _open(self, name: str, role: Role, title: str) -> None:
        """Open a note: a bar before its lines, and its title, if any, as its first line."""
        builder = self.builder
        sign = _NOTE_SIGNS.get(role, "")
        if not title and sign:
            open_framed(builder, name, f"┃ {sign} ", "┃   ", role)
            return
        open_framed(builder, name, "┃ ", "┃ ", role)
        if title:
            builder.tighten(tight=False)
            self._title(title, role)
            builder.end_block()
            builder.tighten(tight=True)

    def _title(self, title: str, role: Role) -> None:
        """The title of a note, which may hold Markdown."""
        token = Token("inline", "", 0, content=title, children=[])
        self._read(token, {"cancelled": self.cancelled, **self.dialect})
        depth = len(self.builder.elements)
        if sign := _NOTE_SIGNS.get(role):
            self.builder.text(f"{sign} ", role)
        self.builder.open("strong", role="strong")
        self.builder.open("note title", role=role)
        self._inline(token)
        self.builder.close_to(depth)

    def _blockquote_open(self, token: Token) -> None:
        if "note" in token.meta:
            self._note_open(token)
        else:
            open_framed(self.builder, "blockquote", "▌ ", "▌ ", "quote")

    def _blockquote_close(self, _token: Token) -> None:
        self.builder.close("blockquote")

    def _note_open(self, token: Token) -> None:
        kind = token.meta["note"]
        title = token.meta.get("title") or ("" if kind == "note" else translate(kind).capitalize())
        role = _NOTES.get(kind, "note")
        name = "note" if token.type == "note_open" else "blockquote"
        if token.meta.get("fold"):
            self._folding_note(name, role, title or translate("Note"), token.meta["fold"])
        elif name == "blockquote" or token.meta.get("titled"):
            self._open(name, role, title or translate("Note"))
        else:
            self._open(name, role, "")

    def _folding_note(self, name: str, role: Role, title: str, fold: Fold) -> None:
        builder = self.builder
        builder.end_block()
        builder.open(name, frame=builder.frame("┃ ", "┃ ", role, fold=fold))
        builder.summary("title")
        builder.text("▾ ", "marker")
        self._title(title, role)
        builder.end_block()
        builder.close("title")
        builder.tighten(tight=True)

    def _note_close(self, _token: Token) -> None:
        self.builder.close("note")

    def _abbreviation(self, token: Token) -> None:
        self.builder.end_block()
        self.builder.tighten(tight=self.defines)
        self.builder.text(safe(token.info), "strong")
        self.builder.text(safe(f": {token.content}"), "dim")
        self.builder.end_block()
        self.defines = True

    # Leaves

    def _paragraph_open(self, token: Token) -> None:
        self.builder.end_block()
        if token.hidden:
            self.builder.tighten(tight=not self.lists.at_start)
        self.lists.at_start = False

    def _paragraph_close(self, _token: Token) -> None:
        self.builder.end_block()

    def _heading_open(self, token: Token) -> None:
        builder = self.builder
        if self.headings is None or builder.line in self.headings:
            builder.begin_heading(int(token.tag[1]), str(token.meta.get("id", "")))
        else:
            builder.end_block()
            self.denied = token.markup if token.markup.startswith("#") else ""

    def _heading_close(self, _token: Token) -> None:
        self.builder.end_block()
        self.denied = ""

    def _fence(self, token: Token) -> None:
        language = token.info.strip().split(maxsplit=1)[0] if token.info.strip() else ""
        text = token.content.removesuffix("\n")
        line = self.builder.line
        if title := FENCE_TITLE.search(token.info):
            self.builder.end_block()
            self.builder.text(safe(title[1] or title[2]), "dim")
            self.builder.end_block()
            self.builder.tighten(tight=True)
        first = line + 1 if token.map and token.map[1] > token.map[0] + 1 else line
        if self.dialect["kramdown"] and (cut := without_raw(text)) != text:
            text = cut.strip("\n")
            first += len(cut) - len(cut.lstrip("\n"))
        self.builder.code(text, safe(language.strip("{}.")), first)

    def _code_block(self, token: Token) -> None:
        self.builder.code(token.content.rstrip("\n"), "", self.builder.line)

    def _math_block(self, token: Token) -> None:
        self.builder.math(token.content.strip("\n"), self.builder.line)

    def _hr(self, _token: Token) -> None:
        self.builder.rule()

    def _html_block(self, token: Token) -> None:
        if _HOLDS_MARKDOWN.match(token.content):
            self._mixed(token.content)
        else:
            Html(self.builder).take(token.content)
        self.builder.end_block()

    def _mixed(self, source: str) -> None:
        """HTML that says ``markdown="1"``: kramdown reads lines between its tags as Markdown."""
        first = self.builder.line
        lines = source.removesuffix("\n").split("\n")
        at = 0
        for tagged, run in groupby(lines, key=lambda line: line.lstrip().startswith("<")):
            text = "\n".join(run)
            self.builder.line = first + at
            if tagged:
                Html(self.builder).take(text)
            else:
                self.builder.end_block()
                self._nested(text, first + at)
            at += text.count("\n") + 1

    def _nested(self, text: str, first_line: int) -> None:
        """Write a text of its own in the place where the builder is."""
        writer = _Writer(self.builder, first_line, self.headings, self.cancelled, self.dialect)
        writer.take_all(text)
        self.builder.end_block()

    def _capture(self, token: Token) -> None:
        """Keep the blocks of ``{% capture name %}`` until the name is put out.

        What is put out nowhere in the post is shown where it stands: a template may show it.
        """
        first = self.builder.line + 1

        def write() -> None:
            line = self.builder.line
            self.builder.end_block()
            self._nested(token.content.lstrip("\n"), first)
            self.builder.line = line

        if token.meta["put out"]:
            self.builder.captured[token.info] = write
        else:
            write()

    # Inline

    def _inline(self, token: Token) -> None:
        builder = self.builder
        builder.line += token.meta.get("skipped", 0)
        if self.denied and token.content:
            builder.text(self.denied + " ")
        depth = len(builder.elements)
        alone = token.children[0] if token.children and len(token.children) == 1 else None
        if alone and alone.type == "math_inline" and is_large(alone) and not builder.flowing:
            builder.math(alone.content.strip("\n"), builder.line)
        elif token.children:
            html = Html(builder)
            for child in seen(token.children):
                inline(builder, html, child)
        elif _AS_WRITTEN in token.meta:
            self._as_written(token.content)
        if not builder.elements[depth:] or not any(one.frame for one in builder.elements[depth:]):
            builder.close_to(depth)

    def _as_written(self, text: str) -> None:
        """Write a text that has too much markup: its lines, with nothing of them read."""
        builder, lines = self.builder, text.split("\n")
        if len(lines) > _MOST_LINES:
            builder.code(text, "", builder.line)
            return
        for number, line in enumerate(lines):
            if number:
                builder.soft_break()
                builder.line += 1
            builder.text(safe(line))
