"""The line at the foot of a window: what its keys do, as much of it as there is room for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import Formatter

from rich.cells import cell_len
from textual.content import Content

from tui.commands import active_commands, key_names
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
    keyless = {command.placeholder for command in active_commands() if not command.keys}
    leading_out = {command.placeholder for command in active_commands() if command.leads_out}
    parts: list[Content] = []
    needless: list[Content] = []
    for part in _JOINT.join(map(translate, texts)).split(_JOINT):
        names = {name for _, name, _, _ in Formatter().parse(part)}
        if keyless.isdisjoint(names):
            parts.append(_described(part, fields))
            needless += [parts[-1]] if leading_out.isdisjoint(names) else []
    while width and _cells(parts) > width - _CORNERS and (needless or len(parts) > 1):
        parts.remove(needless.pop() if needless else parts[-1])
    return Content(_JOINT).join(parts)


def _described(part: str, fields: Mapping[str, object]) -> Content:
    """A part with its keys and fields filled in, the keys in the accent's colour."""
    keys = key_names()
    pieces: list[str | tuple[str, str]] = []
    for said, name, _, _ in Formatter().parse(part):
        pieces.append(said)
        if name in keys and name not in fields:
            pieces.append((keys[name], _KEY))
        elif name:
            pieces.append(f"{fields[name]}")
    return Content.assemble(*pieces)


def _cells(parts: Sequence[Content]) -> int:
    return sum(part.cell_length for part in parts) + cell_len(_JOINT) * (len(parts) - 1)
