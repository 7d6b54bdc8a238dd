"""How pages look, as the reader chose it last."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace

from tui.render.document.display_options import DisplayOptions
from tui.render.pictures.availability import drawn_by_default
from tui.state.settings import Settings

_FLAGS = ("wrapped", "formulas", "pictures", "notes_shown")
"""The names of the display options that are remembered, besides the reading width."""


def remembered_options(settings: Settings | None) -> DisplayOptions:
    """The display options that were chosen last; pictures are shown unasked where they can be."""
    options = DisplayOptions(pictures=drawn_by_default(os.environ))
    if settings is None:
        return options
    width = settings.number(_setting_of("reading_width"))
    if width is not None:
        options = replace(options, reading_width=max(0, width))
    chosen = {name: settings.flag(_setting_of(name)) for name in _FLAGS}
    return replace(options, **{name: flag for name, flag in chosen.items() if flag is not None})


def changed_settings(
    before: DisplayOptions, now: DisplayOptions
) -> Iterator[tuple[str, bool | int]]:
    """The settings that remember what is chosen now and was not before: name and value."""
    if before is now:
        return
    for option in ("reading_width", *_FLAGS):
        value = getattr(now, option)
        if value != getattr(before, option):
            yield _setting_of(option), value


def _setting_of(option: str) -> str:
    """The name of the setting that remembers a display option.

    Pictures are chosen apart for terminals where they are not shown unasked.
    """
    if option == "pictures" and not drawn_by_default(os.environ):
        return "pictures elsewhere"
    return option.replace("_", " ")
