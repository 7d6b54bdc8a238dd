"""markdown-it's tokens of lists, definitions, footnotes and tables, written to a builder.

Each writer has ``handlers``: by the type of a token, what writes it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markdown_it.token import Token
from rich.cells import cell_len

from .blocks import Align, Role
from .builder import Builder
from .inline import footnote_label

Handlers = Mapping[str, Callable[[Token], None]]

_WIDEST_LABEL = 12
"""The cells that a footnote's label may take beside its text; a wider one is the text's start."""


def open_framed(builder: Builder, name: str, first: str, rest: str, role: Role | None) -> None:
    """Open an element whose lines have something before them.

    Args:
        builder: What is written to.
        name: The name of the element.
        first: What is before its first line.
        rest: What is before each of its other lines.
        role: How that is styled.
    """
    builder.end_block()
    builder.open(name, frame=builder.frame(first, rest, role))


class ListWriter:
    """Writes bullet, ordered and definition lists.

    ``at_start`` is True from the start of a list until its first paragraph. That paragraph stands
    apart from what is before the list, also where the list is tight.
    """

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self.at_start = False
        self._after_term = False

    @property
    def handlers(self) -> Handlers:
        """What writes each type of token; made when asked for, since it refers to this writer."""
        return {
            "bullet_list_open": self._open_bullets,
            "ordered_list_open": self._open_numbers,
            "bullet_list_close": self._close,
            "ordered_list_close": self._close,
            "list_item_open": self._open_item,
            "list_item_close": self._close_item,
            "dl_open": self._end_block,
            "dl_close": self._end_block,
            "dt_open": self._open_term,
            "dt_close": self._close_term,
            "dd_open": self._open_definition,
            "dd_close": self._close_definition,
        }

    def _open_bullets(self, _token: Token) -> None:
        self._open(None)

    def _open_numbers(self, token: Token) -> None:
        start = token.attrGet("start")
        self._open(1 if start is None else int(start))

    def _open(self, numbering: int | None) -> None:
        self._builder.end_block()
        self.at_start = not self._builder.inside("item")
        self._builder.open("list", numbering=numbering)

    def _close(self, _token: Token) -> None:
        self._builder.end_block()
        self._builder.close("list")
        self._builder.tighten(tight=False)

    def _open_item(self, token: Token) -> None:
        above = self._builder.elements[-1] if self._builder.elements else None
        box = token.meta.get("box", "")
        marker = f"{box or '•'} "
        if above and above.numbering is not None:
            marker = f"{above.numbering}{')' if token.markup == ')' else '.'} "
            above.numbering += 1
            marker += f"{box} " if box else ""
        open_framed(self._builder, "item", marker, " " * len(marker), "marker")

    def _close_item(self, _token: Token) -> None:
        self._builder.end_block()
        self._builder.close("item")

    def _end_block(self, _token: Token) -> None:
        self._builder.end_block()

    def _open_term(self, _token: Token) -> None:
        self._builder.end_block()
        self._builder.tighten(tight=self._after_term)
        self._builder.open("term", role="strong")

    def _close_term(self, _token: Token) -> None:
        self._builder.end_block()
        self._builder.close("term")
        self._after_term = True

    def _open_definition(self, _token: Token) -> None:
        self._after_term = False
        open_framed(self._builder, "definition", "    ", "    ", None)
        self._builder.tighten(tight=True)

    def _close_definition(self, _token: Token) -> None:
        self._builder.close("definition")


class FootnoteWriter:
    """Writes the footnotes at the end of a text."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder

    @property
    def handlers(self) -> Handlers:
        """What writes each type of token; made when asked for, since it refers to this writer."""
        return {
            "footnote_block_open": self._open_block,
            "footnote_block_close": self._close_block,
            "footnote_open": self._open,
            "footnote_close": self._close,
            "footnote_anchor": self._link_back,
        }

    def _open_block(self, _token: Token) -> None:
        self._builder.rule()

    def _close_block(self, _token: Token) -> None:
        self._builder.end_block()

    def _open(self, token: Token) -> None:
        marker = f"[{footnote_label(token)}] "
        if cell_len(marker) <= _WIDEST_LABEL:
            indent = " " * cell_len(marker)
            open_framed(self._builder, "footnote", marker, indent, "footnote")
        else:
            open_framed(self._builder, "footnote", "  ", "  ", "footnote")
            self._builder.text(marker, "footnote")
        self._builder.tighten(tight=True)

    def _close(self, _token: Token) -> None:
        self._builder.close("footnote")

    def _link_back(self, token: Token) -> None:
        if not token.meta.get("subId"):
            sign = "\N{NO-BREAK SPACE}\N{LEFTWARDS ARROW WITH HOOK}"
            self._builder.text(sign, "footnote", href=f"#fnref:{footnote_label(token)}")


class TableWriter:
    """Writes tables. Heads, bodies and the ends of rows need nothing: a new row ends the last."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder

    @property
    def handlers(self) -> Handlers:
        """What writes each type of token; made when asked for, since it refers to this writer."""
        unused = ("thead_open", "thead_close", "tbody_open", "tbody_close", "tr_close")
        return {
            "table_open": self._open,
            "table_close": self._close,
            "tr_open": self._open_row,
            "th_open": self._open_cell,
            "td_open": self._open_cell,
            "th_close": self._close_cell,
            "td_close": self._close_cell,
            **dict.fromkeys(unused, lambda _token: None),
        }

    def _open(self, _token: Token) -> None:
        self._builder.begin_table()

    def _close(self, _token: Token) -> None:
        self._builder.end_table()

    def _open_row(self, _token: Token) -> None:
        self._builder.begin_row()

    def _open_cell(self, token: Token) -> None:
        style = str(token.attrGet("style") or "")
        align: Align = "right" if "right" in style else "center" if "center" in style else "left"
        self._builder.begin_cell(header=token.type == "th_open", align=align)

    def _close_cell(self, _token: Token) -> None:
        self._builder.end_cell()
