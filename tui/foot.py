"""The line at the foot of a window, as much of it as there is room for."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text

_JOINT = " · "
_CORNERS = 6
"""The cells of a border that its text leaves free: the corners, and what stands beside them."""


def foot(said: str, width: int) -> Text:
    """The first parts of what is said, parted by ``·``, that fit a window ``width`` cells wide."""
    parts = said.split(_JOINT)
    while len(parts) > 1 and cell_len(_JOINT.join(parts)) > width - _CORNERS:
        parts.pop()
    return Text(_JOINT.join(parts))
