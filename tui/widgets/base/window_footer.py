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
    """The first parts of English texts, parted by ``·``, that fit a window ``width`` cells wide.

    They are said in the reader's language, with the keys that the reader has for the actions they
    name: ``foot("{around_choose} goes · {around_close} closes")``. What has no key is left out;
    without a width there is room for all.
    """
    keyless = {command.action for command in active_commands() if not command.keys}
    known = {**key_names(), **fields}
    parts = [
        part.format(**known)
        for part in _JOINT.join(map(translate, texts)).split(_JOINT)
        if keyless.isdisjoint(name for _, name, _, _ in Formatter().parse(part))
    ]
    while width is not None and len(parts) > 1 and cell_len(_JOINT.join(parts)) > width - _CORNERS:
        parts.pop()
    return Text(_JOINT.join(parts))
