"""The line at the foot of a window: what its keys do, as much of it as there is room for."""

from __future__ import annotations

from string import Formatter

from rich.cells import cell_len
from rich.text import Text

from tui.commands import active_commands, key_names
from tui.language import translate

_JOINT = " · "
_CORNERS = 6
"""The cells of a border that its text leaves free: the corners, and what stands beside them."""


def foot(*texts: str, width: int | None = None, **fields: object) -> Text:
    """Describe keys at the foot of a window, as far as there is room: ``Enter goes · Esc closes``.

    The texts are translated, and the placeholders of commands replaced by the reader's keys:
    ``foot("{related_choose} goes · {related_close} closes")``. A part whose command has no key is
    left out; parts that do not fit are left out from the end.

    Args:
        texts: English texts of parts with ``·`` between them.
        width: The width of the window in cells; None for all parts.
        fields: The values of other fields in the texts.
    """
    keyless = {command.placeholder for command in active_commands() if not command.keys}
    known = {**key_names(), **fields}
    parts = [
        part.format(**known)
        for part in _JOINT.join(map(translate, texts)).split(_JOINT)
        if keyless.isdisjoint(name for _, name, _, _ in Formatter().parse(part))
    ]
    while width is not None and len(parts) > 1 and cell_len(_JOINT.join(parts)) > width - _CORNERS:
        parts.pop()
    return Text(_JOINT.join(parts))
