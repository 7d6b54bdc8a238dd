"""Whether pictures are drawn before the reader has said so."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec

_ELSEWHERE = ("SSH_CONNECTION", "SSH_TTY", "TMUX", "STY", "NO_COLOR")


def can_be_drawn() -> bool:
    """Whether what reads pictures is installed."""
    return find_spec("PIL") is not None


def drawn_by_default(environment: Mapping[str, str]) -> bool:
    """Not over SSH or in tmux and screen, where so many colours are slow, nor without any."""
    return can_be_drawn() and not any(environment.get(name) for name in _ELSEWHERE)
