"""What the file says beside what was chosen by key: the last word counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.configuration.model import Configuration
from tui.configuration.options import OPTIONS

if TYPE_CHECKING:
    from .settings import Settings

_CHOSEN_BY_KEY = {
    "theme": ("theme",),
    "reading.width": ("reading width",),
    "reading.preview": ("preview",),
    "reading.contents": ("contents",),
    "reading.wrap": ("wrapped",),
    "reading.formulas": ("formulas",),
    "reading.pictures": ("pictures", "pictures elsewhere"),
}
"""Options that can be chosen by key as well, with the names they are remembered under."""
_FLAGS = {"always": True, "never": False}


def prefer(configuration: Configuration, settings: Settings) -> None:
    """Choose what the file says, where it says something else than when ilgi last read it.

    So what was chosen by key after that stays.
    """
    for option in OPTIONS:
        names = _CHOSEN_BY_KEY.get(option.path)
        if names is None or option.path not in configuration.given:
            continue
        value = option.of(configuration)
        assert isinstance(value, str | int)
        if not settings.choose(f"configured {option.path}", value):
            continue
        for name in names:
            if value != "auto":
                settings.choose(name, _FLAGS.get(f"{value}", value))
