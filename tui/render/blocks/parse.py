"""A post's body as blocks: markdown-it's tokens, told to the builder."""

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
from rich.cells import cell_len

from tui.language import translatable, translate
from tui.render.math import defined_in
from tui.render.syntax import kramdown
from tui.render.syntax.dialect import markdown
from tui.render.syntax.formulas import is_large
from tui.text.cells import check, never
from tui.text.safe_text import safe

from .blocks import Align, Block, Fold, Role
from .builder import Builder
from .inline import Html, footnote_label, inline, seen

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
_HOLDS_MARKDOWN = re.compile(r"""\s*<\w+[^>]*\bmarkdown\s*=\s*["']?(?:1|block|span)\b""")
_WIDEST_LABEL = 12
_DEFINITION = re.compile(r"^[ \t>*+-]{0,40}\[[^\]\n]+\]:", re.MULTILINE)


def parse(
    body: str,
    first_line: int = 1,
    *,
    headings: Container[int] | None = None,
    values: Mapping[str, str] | None = None,
    notes: bool = False,
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
        cancelled: Asked now and then whether to stop.

    Raises:
        Cancelled: ``cancelled`` said so.
    """
    builder = Builder(first_line, values)
    builder.macros = defined_in(body)
    _Writer(builder, first_line, headings, cancelled, notes=notes).take_all(body)
    return builder.finish()


class _Writer:
    """Tells a builder what markdown-it found."""

    def __init__(
        self,
        builder: Builder,
        first_line: int,
        headings: Container[int] | None,
        cancelled: Callable[[], bool],
        *,
        notes: bool,
    ) -> None:
        self.notes = notes
        self.builder = builder
        self.first_line = first_line
        self.headings = headings
        self.cancelled = cancelled
        self.list_begins = False
        self.defines = False
        self.denied = ""

    def take_all(self, body: str) -> None:
        """Tell of a text, its footnotes last.

        What stands within a block is read when its turn comes and forgotten at once: the tokens of
        a long post take many times its size.
        """
        env: EnvType = {"cancelled": self.cancelled, "notes": self.notes}
        try:
            self._take_all(body, env)
        finally:
            env.clear()  # what it tells refers to it: the page would wait for the collector

    def _take_all(self, body: str, env: EnvType) -> None:
        md = markdown()
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
        """Tell of whole blocks of a text in which nothing is defined for other blocks."""
        for token in tokens:
            self._read(token, env)
            self.take(token)
            token.children = None

    def _read(self, token: Token, env: EnvType) -> None:
        """Read what stands within a block."""
        if token.type != "inline":
            return
        check(self.cancelled)
        state = StateCore("", markdown(), env, [token])
        rules_core.inline(state)
        rules_core.text_join(state)

    def take(self, token: Token) -> None:
        """Tell of one block token."""
        if token.map and token.nesting >= 0:
            self.builder.line = self.first_line + token.map[0]
        if token.type != "abbreviation":
            self.defines = False
        handler = getattr(self, f"_{token.type}", None)
        if handler is not None:
            handler(token)
        elif token.content:
            self.builder.text(token.content, "dim")
            self.builder.end_block()

    # Containers

    def _open(self, name: str, first: str, rest: str, role: Role | None, title: str = "") -> None:
        builder = self.builder
        builder.end_block()
        frame = builder.frame(first, rest, role)
        builder.open(name, frame=frame)
        if title:
            builder.tighten(tight=False)
            self._title(title, role or "note")
            builder.end_block()
            builder.tighten(tight=True)

    def _title(self, title: str, role: Role) -> None:
        """The title of a note, which may hold Markdown."""
        token = Token("inline", "", 0, content=title, children=[])
        self._read(token, {"cancelled": self.cancelled, "notes": self.notes})
        depth = len(self.builder.elements)
        self.builder.open("strong", role="strong")
        self.builder.open("note title", role=role)
        self._inline(token)
        self.builder.close_to(depth)

    def _blockquote_open(self, token: Token) -> None:
        if "note" in token.meta:
            self._note_open(token)
        else:
            self._open("blockquote", "▌ ", "▌ ", "quote")

    def _blockquote_close(self, _token: Token) -> None:
        self.builder.close("blockquote")

    def _note_open(self, token: Token) -> None:
        kind = token.meta["note"]
        title = token.meta.get("title") or ("" if kind == "note" else translate(kind).capitalize())
        role = _NOTES.get(kind, "note")
        if token.type == "blockquote_open" and token.meta["fold"]:
            self._folding_note(role, title or translate("Note"), token.meta["fold"])
        elif token.type == "blockquote_open":
            self._open("blockquote", "┃ ", "┃ ", role, title or translate("Note"))
        else:
            self._open("note", "┃ ", "┃ ", role, title)

    def _folding_note(self, role: Role, title: str, fold: Fold) -> None:
        builder = self.builder
        builder.end_block()
        builder.open("blockquote", frame=builder.frame("┃ ", "┃ ", role, fold=fold))
        builder.summary("title")
        builder.text("▾ ", "marker")
        self._title(title, role)
        builder.end_block()
        builder.close("title")
        builder.tighten(tight=True)

    def _note_close(self, _token: Token) -> None:
        self.builder.close("note")

    def _bullet_list_open(self, _token: Token) -> None:
        self._begin_list(None)

    def _ordered_list_open(self, token: Token) -> None:
        start = token.attrGet("start")
        self._begin_list(1 if start is None else int(start))

    def _begin_list(self, numbering: int | None) -> None:
        self.builder.end_block()
        self.list_begins = not self.builder.inside("item")
        self.builder.open("list", numbering=numbering)

    def _list_close(self, _token: Token) -> None:
        self.builder.end_block()
        self.builder.close("list")

    _bullet_list_close = _ordered_list_close = _list_close

    def _list_item_open(self, token: Token) -> None:
        above = self.builder.elements[-1] if self.builder.elements else None
        marker = "• "
        if above and above.numbering is not None:
            marker = f"{token.info or above.numbering}{')' if token.markup == ')' else '.'} "
            above.numbering += 1
        self._open("item", marker, " " * len(marker), "marker")

    def _list_item_close(self, _token: Token) -> None:
        self.builder.end_block()
        self.builder.close("item")

    def _dl_open(self, _token: Token) -> None:
        self.builder.end_block()

    _dl_close = _dl_open

    def _dt_open(self, _token: Token) -> None:
        self.builder.end_block()
        self.builder.open("term", role="strong")

    def _dt_close(self, _token: Token) -> None:
        self.builder.end_block()
        self.builder.close("term")

    def _dd_open(self, _token: Token) -> None:
        self._open("definition", "    ", "    ", None)
        self.builder.tighten(tight=True)

    def _dd_close(self, _token: Token) -> None:
        self.builder.close("definition")

    def _footnote_block_open(self, _token: Token) -> None:
        self.builder.rule()

    def _footnote_block_close(self, _token: Token) -> None:
        self.builder.end_block()

    def _footnote_open(self, token: Token) -> None:
        marker = f"[{footnote_label(token)}] "
        if cell_len(marker) <= _WIDEST_LABEL:
            self._open("footnote", marker, " " * cell_len(marker), "footnote")
        else:
            self._open("footnote", "  ", "  ", "footnote")
            self.builder.text(marker, "footnote")
        self.builder.tighten(tight=True)

    def _footnote_close(self, _token: Token) -> None:
        self.builder.close("footnote")

    def _footnote_anchor(self, token: Token) -> None:
        if not token.meta.get("subId"):
            way_back = "\N{NO-BREAK SPACE}\N{LEFTWARDS ARROW WITH HOOK}"
            self.builder.text(way_back, "footnote", href=f"#fnref:{footnote_label(token)}")

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
            self.builder.tighten(tight=not self.list_begins)
            self.list_begins = False

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
        first = line + 1 if token.map and token.map[1] > token.map[0] + 1 else line
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
                writer = _Writer(
                    self.builder, first + at, self.headings, self.cancelled, notes=self.notes
                )
                writer.take_all(text)
            at += text.count("\n") + 1

    # Tables

    def _table_open(self, _token: Token) -> None:
        self.builder.begin_table()

    def _table_close(self, _token: Token) -> None:
        self.builder.end_table()

    def _tr_open(self, _token: Token) -> None:
        self.builder.begin_row()

    def _th_open(self, token: Token) -> None:
        style = str(token.attrGet("style") or "")
        align: Align = "right" if "right" in style else "center" if "center" in style else "left"
        self.builder.begin_cell(header=token.type == "th_open", align=align)

    _td_open = _th_open

    def _td_close(self, _token: Token) -> None:
        self.builder.end_cell()

    _th_close = _td_close

    def _nothing(self, _token: Token) -> None:
        """What has no looks of its own."""

    _thead_open = _thead_close = _tbody_open = _tbody_close = _tr_close = _nothing

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
        else:
            builder.text(token.content)
        if not builder.elements[depth:] or not any(one.frame for one in builder.elements[depth:]):
            builder.close_to(depth)
