"""The line at the foot of a window: what its keys do, as much of it as there is room for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import Formatter

from rich.cells import cell_len
from textual.content import Content

from tui.commands import command_of
from tui.language import translate

_JOINT = " · "
_KEY = "bold $accent"
"""The style of a key, as Textual writes it."""
_CORNERS = 6
"""The cells of a border that its text leaves free: the corners, and what stands beside them."""


def foot(*texts: str, width: int | None = None, **fields: object) -> Content:
    """Describe keys at the foot of a window, as far as there is room: ``Enter goes · Esc closes``.

    The texts are translated, and the placeholders of commands replaced by the reader's keys:
    ``foot("{related_choose} goes · {related_close} closes")``. A part whose command has no key is
    left out; parts that do not fit are left out from the end, what closes the window last of all,
    which is cut rather than left out.

    Args:
        texts: English texts of parts with ``·`` between them.
        width: The width of the window in cells; None or 0 for all parts.
        fields: The values of other fields in the texts.
    """
    parts: list[Content] = []
    needless: list[Content] = []
    for part in _JOINT.join(map(translate, texts)).split(_JOINT):
        names = [name for _, name, _, _ in Formatter().parse(part) if name]
        commands = [found for name in names if (found := command_of(name))]
        if all(command.keys for command in commands):
            parts.append(_described(part, fields))
            if not any(command.leads_out for command in commands):
                needless.append(parts[-1])
    while width and _cells(parts) > width - _CORNERS and (needless or len(parts) > 1):
        parts.remove(needless.pop() if needless else parts[-1])
    return Content(_JOINT).join(parts)


def _described(part: str, fields: Mapping[str, object]) -> Content:
    """A part with its keys and fields filled in, the keys in the accent's colour."""
    pieces: list[str | tuple[str, str]] = []
    for said, name, _, _ in Formatter().parse(part):
        pieces.append(said)
        command = command_of(name) if name and name not in fields else None
        if command is not None:
            pieces.append((command.key_labels[0], _KEY))
        elif name:
            pieces.append(f"{fields[name]}")
    return Content.assemble(*pieces)


def _cells(parts: Sequence[Content]) -> int:
    return sum(part.cell_length for part in parts) + cell_len(_JOINT) * (len(parts) - 1)
