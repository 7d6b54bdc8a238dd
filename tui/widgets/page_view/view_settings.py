"""How pages look, as the reader chose it last."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tui.render.pictures.wanted import wanted_unasked
from tui.state.settings import Settings

if TYPE_CHECKING:
    from .viewer import Viewer

LOOKS = ("reading_width", "wrapped", "formulas", "pictures", "notes_shown")
"""The names of the viewer's reactive attributes that are remembered."""


def remembered_as(look: str) -> str:
    """The name of the preference for a look.

    Pictures are chosen apart for terminals where they are not shown unasked.
    """
    if look == "pictures" and not wanted_unasked(os.environ):
        return "pictures elsewhere"
    return look.replace("_", " ")


def restore(viewer: Viewer, settings: Settings) -> None:
    """Give a viewer that is not mounted yet the looks that were chosen last."""
    width = settings.number(remembered_as("reading_width"))
    if width is not None:
        viewer.set_reactive(type(viewer).reading_width, max(0, width))
    for look in LOOKS[1:]:
        chosen = settings.flag(remembered_as(look))
        if chosen is not None:
            viewer.set_reactive(getattr(type(viewer), look), chosen)
