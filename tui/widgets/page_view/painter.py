"""How the roles of text look, and lines of a page as strips of styled cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.cells import cell_len
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.render.blocks.blocks import PictureRow, Role, Roles
from tui.render.document.link_hints import LinkHint
from tui.render.document.links import Mark, link_of
from tui.render.document.page_lines import PageLine
from tui.render.layout.layout import is_title
from tui.render.layout.lines import Line
from tui.render.layout.margin_notes import SIGN
from tui.render.layout.wrap import width_of
from tui.text.emoji import drawable

_ORDER: tuple[Role, ...] = (
    "margin", "block", "dim", "rule", "quote",
    "heading6", "heading5", "heading4", "heading3", "heading2", "heading1", "title",
    "note", "tip", "important", "warning", "danger", "marker", "summary",
    "question", "answer",
    "operator", "name", "number", "string", "comment", "keyword", "emphasis", "strong",
    "underline", "strike", "math",
    "code", "kbd", "mark", "image", "link", "footnote", "broken", "match", "current",
)  # fmt: skip

CLASSES = frozenset(f"page--{role}" for role in (*_ORDER, "label", "broken-sign"))
"""The component classes of roles, link hints and signs, for the style sheet."""

_BROKEN = "✗"

STYLES = """
    PageView {
        scrollbar-gutter: stable;
        & > .page--block { background: $foreground 6%; }
        & > .page--dim { color: $text-muted; }
        & > .page--rule { color: $foreground 35%; }
        & > .page--quote { color: $secondary; }
        & > .page--title { color: $foreground; background: $primary 25%; text-style: bold; }
        & > .page--heading1 { color: $text-primary; text-style: bold; }
        & > .page--heading2 { color: $text-primary; text-style: bold; }
        & > .page--heading3 { color: $text-secondary; text-style: bold; }
        & > .page--heading4 { color: $text-accent; text-style: bold; }
        & > .page--heading5 { text-style: bold italic; }
        & > .page--heading6 { color: $text-muted; text-style: italic; }
        & > .page--note { color: $text-primary; }
        & > .page--tip { color: $text-success; }
        & > .page--important { color: $text-accent; }
        & > .page--warning { color: $text-warning; }
        & > .page--danger { color: $text-error; }
        & > .page--marker { color: $text-accent; }
        & > .page--summary { text-style: bold; }
        & > .page--question { color: $text-accent; text-style: bold; }
        & > .page--answer { color: $text-success; text-style: bold; }
        & > .page--keyword { color: $text-accent; }
        & > .page--string { color: $text-success; }
        & > .page--comment { color: $text-muted; text-style: italic; }
        & > .page--number { color: $text-warning; }
        & > .page--name { color: $text-primary; }
        & > .page--emphasis { text-style: italic; }
        & > .page--strong { text-style: bold; }
        & > .page--underline { text-style: underline; }
        & > .page--strike { text-style: strike; }
        & > .page--math { color: $text-accent; }
        & > .page--code { color: $text-warning; background: $foreground 8%; }
        & > .page--kbd { background: $foreground 15%; text-style: bold; }
        & > .page--mark { background: $warning 30%; color: $foreground; }
        & > .page--image { color: $text-secondary; }
        & > .page--link { color: $text-primary; text-style: underline; }
        & > .page--footnote { color: $text-primary; }
        & > .page--broken { color: $text-muted; }
        & > .page--match { background: $warning 40%; color: $foreground; text-style: bold; }
        & > .page--margin { color: $text-accent; background: $accent 12%; }
        & > .page--current { background: $warning; color: $background; text-style: bold; }
        & > .page--label { background: $warning; color: $background; text-style: bold; }
        & > .page--broken-sign { color: $text-error; }
    }
"""
"""The roles in the colours of the theme at hand."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where lines are drawn in a view.

    ``width`` is that of the view in cells and ``height`` how many lines it has. ``left`` is the
    cell at which text begins and ``room`` how many cells wide it may be.
    """

    width: int
    height: int
    left: int
    room: int


class Painter:
    """Draws lines with the styles a widget has now; make a new one when they change."""

    def __init__(self, widget: Widget) -> None:
        self._hint = widget.get_component_rich_style("page--label")
        self._broken = Segment(_BROKEN, widget.get_component_rich_style("page--broken-sign"))
        self._note = Segment(SIGN, widget.get_component_rich_style("page--margin", partial=True))
        self._base = widget.rich_style
        self._roles = {role: _own_style(widget, f"page--{role}") for role in _ORDER}
        self._chosen = widget.screen.get_component_rich_style("screen--selection", partial=True)
        self._styles: dict[Roles, Style] = {}

    def paint(
        self, drawn: PageLine, number: int, frame: Frame, chosen: tuple[int, int] | None = None
    ) -> Strip:
        """Draw a line with the signs beside it and the link hints on it.

        Args:
            drawn: The line.
            number: Its number on the page, from 0, which selections refer to.
            frame: Where it is drawn.
            chosen: ``[start, end)`` of its text that is selected, to the end if it ends at -1.

        Returns:
            A strip as wide as the frame.
        """
        strip = self._text(drawn, number, frame, chosen)
        if drawn.is_broken and frame.left:
            strip = laid_over(strip, frame.left - 1, self._broken)
        for hint in drawn.hints:
            strip = self._with_hint(strip, hint, drawn, frame.left)
        if drawn.is_noted:
            strip = laid_over(strip, frame.left + frame.room, self._note)
        return strip

    def _with_hint(self, strip: Strip, hint: LinkHint, drawn: PageLine, left: int) -> Strip:
        """Lay a hint over the blanks before its link as far as there are any, then over letters."""
        line = drawn.line
        edge = left + width_of(line.gutter)
        before = line.text[: hint.start]
        at = edge + cell_len(before) - drawn.shift
        if at < edge:
            return strip
        beside = " " * left + "".join(span.text for span in line.gutter) + before
        blank = len(beside) - len(beside.rstrip(" "))
        at -= min(blank, len(hint.letters))
        return laid_over(strip, at, Segment(hint.letters, self._hint))

    def _text(
        self, drawn: PageLine, number: int, frame: Frame, chosen: tuple[int, int] | None
    ) -> Strip:
        line, left, room = drawn.line, frame.left, frame.room
        if chosen is not None:
            end = len(line.text) if chosen[1] < 0 else chosen[1]
            chosen = (chosen[0], end)
        beside = 1 if is_title(line) and left else 0  # a title does not touch the edge of its band
        margin = [Segment(" " * (left - beside), self._base)]
        margin.append(Segment(" " * beside, self._style(line.fill)))
        margin += [Segment(span.text, self._style(span.roles)) for span in line.gutter]
        if line.picture:
            segments = _picture(line.picture)
        else:
            segments = self._segments(line, drawn.marks, chosen)
        before = Strip(margin)
        seen = max(left + room - before.cell_length, 1)
        text = self._part(Strip(list(segments)), number, drawn.shift, seen)
        strips = [before, text]
        missing = left + room - before.cell_length - text.cell_length
        if line.fill and missing + beside > 0:
            strips.append(Strip([Segment(" " * (missing + beside), self._style(line.fill))]))
        return drawable(Strip.join(strips)).adjust_cell_length(frame.width, self._base)

    def _part(self, text: Strip, number: int, shift: int, room: int) -> Strip:
        """The ``room`` cells of a text after the first ``shift``, with signs where more is."""
        cells = text.cell_length
        if not shift and cells <= room:
            return text.apply_offsets(0, number)
        begin = len(text.crop(0, shift).text) if shift else 0
        seen = text.crop(shift, shift + room).apply_offsets(begin, number)
        sign = self._style(frozenset({"block", "marker"}))
        if shift and cells:
            seen = Strip.join([Strip([Segment("‹", sign)]), seen.crop(1)])
        if cells > shift + room:
            seen = Strip.join([seen.crop(0, room - 1), Strip([Segment("›", sign)])])
        return seen

    def _segments(
        self, line: Line, marks: Sequence[Mark], chosen: tuple[int, int] | None
    ) -> Iterator[Segment]:
        cuts = {bound for mark in marks for bound in mark[:2]} | set(chosen or ())
        at = 0
        for span in line.spans:
            end = at + len(span.text)
            bounds = sorted({at, end, *(cut for cut in cuts if at < cut < end)})
            for begin, stop in pairwise(bounds):
                marked = {role for low, high, role in marks if low <= begin < high}
                style = self._style(line.fill | span.roles | marked)
                if span.href is not None:
                    style += Style(meta={"link": link_of(span, line.source)})
                if chosen and chosen[0] <= begin < chosen[1]:
                    style += self._chosen
                yield Segment(span.text[begin - at : stop - at], style)
            at = end

    def _style(self, roles: Roles) -> Style:
        style = self._styles.get(roles)
        if style is None:
            parts = [self._roles[role] for role in _ORDER if role in roles]
            style = self._styles[roles] = Style.combine([self._base, *parts])
        return style


def _picture(row: PictureRow) -> Iterator[Segment]:
    for count, upper, lower in row:
        style = Style(color=Color.from_rgb(*upper), bgcolor=Color.from_rgb(*lower))
        yield Segment("▀" * count, style)


def laid_over(strip: Strip, at: int, segment: Segment) -> Strip:
    """The strip with a segment laid over its cells, if there is room for it.

    Args:
        strip: The strip.
        at: The first of the cells.
        segment: The segment.
    """
    end = at + cell_len(segment.text)
    if end > strip.cell_length:
        return strip
    return Strip.join([strip.crop(0, at), Strip([segment]), strip.crop(end)])


def _own_style(widget: Widget, name: str) -> Style:
    """What a component class itself sets, its translucent colours blended with the widget's.

    A partial style of Textual's leaves them unblended, and text unreadable on them.
    """
    rules, whole = widget.get_component_styles(name), widget.get_component_rich_style(name)
    own = Style(
        color=whole.color if rules.has_rule("color") else None,
        bgcolor=whole.bgcolor if rules.has_rule("background") else None,
    )
    return own + rules.text_style
