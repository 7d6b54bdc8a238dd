"""What is of different kinds looks different: in every theme, with few colours and with none."""

from __future__ import annotations

from itertools import combinations
from typing import Final

from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style

from tests.tui.widgets.page_view.conftest import ReadBody, ShowPage
from tui.configuration.themes import THEME_NAMES
from tui.render.document.links import links_between
from tui.themes import THEMES

Look = frozenset[tuple[str, Style]]

_BODY: Final = """---
title: Title of it
---
Plain [good](/a) and [broken](/none) words.

# First level

## Second level

### Third level

#### Fourth level

##### Fifth level

###### Sixth level

> [!NOTE]
> Noted words

> [!TIP]
> Useful words

> [!IMPORTANT]
> Important words

> [!WARNING]
> Warning words

> [!CAUTION]
> Dangerous words

> Quoted words

| Column |
| --- |
| Cell |
"""
_PLACES: Final = (
    "Title of it", "First level", "Second level", "Third level", "Fourth level", "Fifth level",
    "Sixth level", "Note", "Tip", "Important", "Warning", "Caution", "Quoted words", "Column",
    "Cell",
)  # fmt: skip
"""What stands on the lines that are compared."""


_DEPTHS: Final = (ColorSystem.TRUECOLOR, ColorSystem.STANDARD, None)
"""How many colours a terminal has: all, sixteen, none."""


def _seen(style: Style, system: ColorSystem | None) -> Style:
    """A style as it is seen with so many colours, without where it leads."""
    colours = (style.color, style.bgcolor)
    colour, ground = (None if c is None or system is None else c.downgrade(system) for c in colours)
    return Style(
        color=colour,
        bgcolor=ground,
        bold=style.bold,
        italic=style.italic,
        underline=style.underline,
        reverse=style.reverse,
    )


def _look(segments: list[Segment], system: ColorSystem | None) -> Look:
    """The signs and styles of a line, its words apart."""
    return frozenset(
        ("".join(c for c in text if not c.isalnum()).strip(), _seen(style, system))
        for text, style, _ in segments
        if style and text.strip()
    )


def _line_with(place: str, lines: list[list[Segment]]) -> int:
    return next(n for n, line in enumerate(lines) if place in "".join(s.text for s in line))


async def test_no_two_kinds_look_alike_in_any_theme(
    show_page: ShowPage, read_body: ReadBody
) -> None:
    document = read_body(_BODY)
    async with show_page(document, (60, 60)) as page:
        view, app = page.view, page.pilot.app
        for theme in THEMES:
            app.register_theme(theme)
        assert view.page is not None
        good, broken = (one.link for one in links_between(view.page.layout, 0, 60))
        view.apply(view.state.with_broken_links(document, {(broken.target, broken.kind): "gone"}))
        for name in THEME_NAMES:
            app.theme = name
            await page.pilot.pause()
            lines = [[*view.render_line(y)] for y in range(60)]
            for system in _DEPTHS:
                looks = {place: _look_of(place, lines, system) for place in _PLACES}
                for one, other in combinations(_PLACES, 2):
                    assert looks[one] != looks[other], (name, system, one, other)
            plain = lines[_line_with("Plain", lines)]
            assert any("✗" in segment.text for segment in plain), name
            styles = {segment.text: segment.style for segment in plain}
            assert styles[good.text].color != styles[broken.text].color, name


def _look_of(
    place: str, lines: list[list[Segment]], system: ColorSystem | None
) -> tuple[Look, str]:
    """How a line looks, and what is drawn right below it."""
    at = _line_with(place, lines)
    below = {letter for segment in lines[at + 1] for letter in segment.text if letter in "━─"}
    return _look(lines[at], system), "".join(below)
