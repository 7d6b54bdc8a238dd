"""The line at the foot of a window: what its keys do, as much of it as there is room for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import Formatter

from rich.cells import cell_len
from textual.content import Content

from tui.commands import command_of
from tui.language import translate

_JOINT = " · "
_NARROW_JOINT = "  "
_KEY = "bold $accent"
"""The style of a key, as Textual writes it."""
_CORNERS = 6
"""The cells of a border that its text leaves free: the corners, and what stands beside them."""
_WANTED = (".choose", ".filter")
"""How the ids of commands end that are left out after all others."""


def foot(*texts: str, width: int | None = None, **fields: object) -> Content:
    """Describe keys at the foot of a window, as far as there is room: ``Enter goes · Esc closes``.

    The texts are translated, and the placeholders of commands replaced by the reader's keys:
    ``foot("{related_choose} goes · {related_close} closes")``. A part whose command has no key is
    left out; parts that do not fit are left out from the end, what chooses and what filters after
    all others, and what closes the window last, which is cut rather than left out. Where only
    blanks between the parts make room for these, there is no ``·``.

    Args:
        texts: English texts of parts with ``·`` between them.
        width: The width of the window in cells; None or 0 for all parts.
        fields: The values of other fields in the texts.
    """
    parts: list[Content] = []
    wanted: list[Content] = []
    needless: list[Content] = []
    for part in _JOINT.join(map(translate, texts)).split(_JOINT):
        names = [name for _, name, _, _ in Formatter().parse(part) if name]
        commands = [found for name in names if (found := command_of(name))]
        if all(command.keys for command in commands):
            parts.append(_described(part, fields))
            if any(command.id.endswith(_WANTED) for command in commands):
                wanted.append(parts[-1])
            elif not any(command.leads_out for command in commands):
                needless.append(parts[-1])
    joint, left_out = _JOINT, [*wanted, *needless]
    while width and _cells(parts, joint) > width - _CORNERS and (left_out or len(parts) > 1):
        if len(left_out) <= len(wanted) and joint == _JOINT:
            joint = _NARROW_JOINT
        else:
            parts.remove(left_out.pop() if left_out else parts[-1])
    return Content(joint).join(parts)


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


def _cells(parts: Sequence[Content], joint: str) -> int:
    return sum(part.cell_length for part in parts) + cell_len(joint) * (len(parts) - 1)
