"""The values of Liquid, how they are written, and the bounds of a rendering.

Values are those of Python: None for nil, ``bool``, ``int``, ``float``, ``str``, ``datetime``,
``list``, ``range`` and mappings.

Source: https://shopify.github.io/liquid/, and Liquid 4.0.3, which Jekyll 4 has.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from index.reading.front_matter.scalars import Scalar, as_boolean

MOST_STEPS: Final = 200_000
"""How many nodes, turns of loops and items of lists a rendering may take."""
MOST_CHARACTERS: Final = 500_000
"""How long a text may become, beyond the length of the body."""
MOST_MADE: Final = 20_000_000
"""How many characters all texts of a rendering may have that are made on the way."""
MOST_ITEMS: Final = 100_000
"""How long a list may become."""
_LARGEST_NUMBER: Final = 10**18
_SECONDS: Final = 2.0
_STEPS_BETWEEN_LOOKS: Final = 512


class LiquidError(Exception):
    """A template cannot be rendered: it is none, or takes too much."""


class TooMuchError(LiquidError):
    """A template takes more than one of the bounds allows."""


class Unknown:
    """A value that only the program of the site knows, such as the list of its posts."""


UNKNOWN: Final = Unknown()


class Empty:
    """What texts and lists without anything are equal to: ``empty`` or ``blank``."""


EMPTY: Final = Empty()


class Budget:
    """What is left of a rendering's bounds. Every method raises TooMuchError."""

    def __init__(self) -> None:
        self._steps = MOST_STEPS
        self._made = MOST_MADE
        self._end = time.thread_time() + _SECONDS
        self._until_look = _STEPS_BETWEEN_LOOKS

    def take(self, steps: int = 1) -> None:
        """Take some steps."""
        self._steps -= steps
        self._until_look -= steps
        if self._steps < 0:
            raise TooMuchError
        if self._until_look < 0:
            self._until_look = _STEPS_BETWEEN_LOOKS
            if time.thread_time() > self._end:
                raise TooMuchError

    def make(self, characters: int) -> None:
        """Take the length of a text that is about to be made, or was."""
        self._made -= characters
        if characters > MOST_CHARACTERS or self._made < 0:
            raise TooMuchError

    def hold(self, items: int) -> None:
        """Take the length of a list that is about to be made."""
        if items > MOST_ITEMS:
            raise TooMuchError
        self.take(items)


def is_empty(value: object) -> bool:
    """Whether a text, a list or a mapping is empty."""
    return isinstance(value, str | list | Mapping) and not value


def is_true(value: object) -> bool:
    """Whether a value counts as true: anything but nil, false and what is not known."""
    return value is not None and value is not False and value is not UNKNOWN


def number(value: object) -> int | float:
    """A value as a number, 0 where it is none. Raises TooMuchError where it is too large."""
    found: int | float = 0
    if isinstance(value, bool):
        return 0
    if isinstance(value, int | float):
        found = value
    elif isinstance(value, str):
        text = value.strip()[:40]
        try:
            found = int(text)
        except ValueError:
            try:
                found = float(text)
            except ValueError:
                return 0
    if not -_LARGEST_NUMBER < found < _LARGEST_NUMBER:
        raise TooMuchError
    return found


def text(value: object) -> str:
    """A value as Liquid writes it."""
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, Unknown | Empty):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return f"{value.date().isoformat()} {value:%H:%M:%S %z}".rstrip()
    if isinstance(value, range):
        return f"{value.start}..{value.stop - 1}"
    if isinstance(value, list | Mapping):
        return _nested(value)
    return str(value)


def _nested(value: Sequence[Any] | Mapping[str, Any]) -> str:
    """A list as its items one after the other, a mapping as Ruby shows it, as far as is sensible.

    Values that stand in themselves, as aliases of YAML can, end it.
    """
    parts: list[str] = []
    todo: list[object] = [value]
    for _ in range(10_000):
        if not todo:
            break
        one = todo.pop()
        if isinstance(one, list):
            todo.extend(reversed(one[:10_000]))
        elif isinstance(one, Mapping):
            pairs = (f'"{key}"=>{_shown(item)}' for key, item in [*one.items()][:1_000])
            parts.append("{" + ", ".join(pairs) + "}")
        else:
            parts.append(text(one))
    return "".join(parts)


def _shown(value: object) -> str:
    if value is None:
        return "nil"
    if isinstance(value, list | Mapping):
        return "[…]" if isinstance(value, list) else "{…}"
    return f'"{value}"' if isinstance(value, str) else text(value)


def of_yaml(value: object) -> object:
    """A value of front matter or of a file of data as Liquid has it; one level of it.

    Timestamps stay texts: a date is written as it was, and filters of dates read it.
    """
    if not isinstance(value, Scalar):
        return value
    if value.kind == "bool":
        return as_boolean(value)
    if value.kind in ("int", "float"):
        digits = value.source.replace("_", "")
        try:
            return int(digits) if value.kind == "int" else float(digits)
        except ValueError:
            return value.source
    return value.source
