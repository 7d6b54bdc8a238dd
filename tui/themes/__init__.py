"""The colours that ilgi brings along, beside Textual's own themes.

Letters stand out from what is behind them as WCAG 2.2 wants: 4.5 to 1 and more (AA) in those made
for long reading, 7 to 1 and more (AAA) in the one of high contrast.
"""

from __future__ import annotations

from textual.theme import Theme

INK = Theme(
    name="ilgi-ink",
    primary="#7aa2c8",
    secondary="#8a9ba8",
    accent="#e3ac66",
    warning="#e3ac66",
    error="#d9736a",
    success="#8fb573",
    foreground="#d8dee4",
    background="#15191d",
    surface="#1a1f24",
    panel="#232a31",
    dark=True,
    variables={"text-muted": "auto 64%"},
)
"""Light letters on a dark page."""

PAPER = Theme(
    name="ilgi-paper",
    primary="#2f5f8f",
    secondary="#4f5d69",
    accent="#8a4a00",
    warning="#a85b00",
    error="#b3372c",
    success="#3d7a2a",
    foreground="#23282d",
    background="#fbfaf7",
    surface="#f5f3ee",
    panel="#e9e6df",
    dark=False,
    variables={"text-muted": "auto 68%"},
)
"""Dark letters on a light page."""

CONTRAST = Theme(
    name="ilgi-contrast",
    primary="#6cc7ff",
    secondary="#c8d3dc",
    accent="#ffd75f",
    warning="#ffd75f",
    error="#ff9c92",
    success="#8fe08f",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#161616",
    dark=True,
    variables={"text-muted": "auto 82%"},
)
"""White and strong colours on black, for whom others are too faint."""

THEMES = (INK, PAPER, CONTRAST)
