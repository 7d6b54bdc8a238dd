"""The colours that ilgi brings along, beside Textual's own themes."""

from __future__ import annotations

from textual.theme import Theme

INK = Theme(
    name="ilgi-ink",
    primary="#7aa2c8",
    secondary="#8a9ba8",
    accent="#e0a458",
    warning="#e0a458",
    error="#d9736a",
    success="#8fb573",
    foreground="#d8dee4",
    background="#15191d",
    surface="#1a1f24",
    panel="#232a31",
    dark=True,
)
"""Light letters on a dark page."""

PAPER = Theme(
    name="ilgi-paper",
    primary="#2f5f8f",
    secondary="#5c6b78",
    accent="#a85b00",
    warning="#a85b00",
    error="#b3372c",
    success="#3d7a2a",
    foreground="#23282d",
    background="#fbfaf7",
    surface="#f5f3ee",
    panel="#e9e6df",
    dark=False,
)
"""Dark letters on a light page."""

THEMES = (INK, PAPER)
