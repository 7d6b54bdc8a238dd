"""Keys as people write them, to keys as the table of commands has them."""

from __future__ import annotations

from typing import Final

from index import hangul
from tui.commands import TYPED_SCOPES, Command
from tui.language import translatable

_NAMES: Final[set[str]] = {
    "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "enter", "escape", "tab",
    "space", "backspace", "delete", "insert", *(f"f{number}" for number in range(1, 25)),
}  # fmt: skip
_ALSO: Final[dict[str, str]] = {
    "esc": "escape", "return": "enter", "pgup": "pageup", "pgdn": "pagedown", "pgdown": "pagedown",
    "del": "delete", "ins": "insert", "↑": "up", "↓": "down", "←": "left", "→": "right",
    " ": "space", ",": "comma",
}  # fmt: skip
_SENT_AS: Final = {"h": "Backspace", "i": "Tab", "j": "Enter", "m": "Enter", "[": "Esc"}
_TAKEN_BY: Final = {"ctrl+a": "screen", "ctrl+b": "tmux"}
"""Not for keys that the reader gives; a command may have one of them beside others."""

_NO_KEY: Final = translatable(
    '"{key}" is no key: write it as "s", "?", "ctrl+o", "f2", "pagedown" or "g r"'
)


class WrongKeyError(ValueError):
    """A key that cannot be used; ``text`` and ``fields`` are for ``translate``."""

    def __init__(self, text: str, **fields: str) -> None:
        super().__init__(text)
        self.text = text
        self.fields = fields


def key_of(written: str, command: Command) -> str:
    """The key that somebody wrote for a command, as the table has it: ``ctrl+o``, ``g r``.

    Names are those of Textual or of the help (``escape`` or ``Esc``); two keys stand with or
    without a blank between them; a jamo is the Latin key beside it. Raises ``WrongKeyError``.
    """
    parts = written.split() if len(written) > 1 else [written]
    if len(parts) == 1 and len(written) == 2 and written.lower() not in _NAMES | _ALSO.keys():
        parts = [*written]
    keys = [_single(part, written) for part in parts]
    if not 1 <= len(keys) <= 2:
        raise WrongKeyError(_NO_KEY, key=written)
    if command.scope in TYPED_SCOPES and any(map(_is_text, keys)):
        text = translatable('"{key}" is text where {asked} holds: take a key such as ctrl+t')
        raise WrongKeyError(text, key=written, asked=command.id)
    if len(keys) == 2 and not all(map(_is_text, keys)):
        raise WrongKeyError(
            translatable('"{key}": of two keys, each is a letter or a sign'), key=written
        )
    key = " ".join(keys)
    if key in _TAKEN_BY and key not in command.keys:
        text = translatable('"{key}" cannot be a key: {taker} takes it for itself')
        raise WrongKeyError(text, key=written, taker=_TAKEN_BY[key])
    return key


def _is_text(key: str) -> bool:
    return len(key) == 1 or key in ("space", "comma")


def _single(part: str, written: str) -> str:
    held, plus, name = part.rpartition("+")
    if not plus or not held:
        held, name = "", part
    modifiers = held.lower().split("+") if held else []
    if len(name) == 1:
        name = hangul.keys(name) or name
        if len(name) > 1:
            raise WrongKeyError(translatable('"{key}" is typed with more than one key'), key=name)
    name = _ALSO.get(name.lower(), name)
    if name.lower() in _NAMES:
        name = name.lower()
    elif name != "comma" and (len(name) != 1 or not name.isprintable()):
        raise WrongKeyError(_NO_KEY, key=written)
    if not {"ctrl", "shift", "alt"}.issuperset(modifiers):
        raise WrongKeyError(_NO_KEY, key=written)
    if _is_text(name) and modifiers:
        name = name.lower()
        _refuse(modifiers, name, written)
    return "+".join([*sorted(set(modifiers)), name])


def _refuse(modifiers: list[str], name: str, written: str) -> None:
    """Raise ``WrongKeyError`` for what terminals do not send, or send as something else."""
    if "shift" in modifiers:
        raise WrongKeyError(
            translatable('"{key}" cannot be a key: write Shift and a letter as the capital letter'),
            key=written,
        )
    if "ctrl" not in modifiers:
        return
    if name in _SENT_AS:
        text = translatable('"{key}" cannot be a key: terminals send {sent} for it')
        raise WrongKeyError(text, key=written, sent=_SENT_AS[name])
    if not "a" <= name <= "z" or "alt" in modifiers:
        raise WrongKeyError(
            translatable('"{key}" cannot be a key: terminals do not send it'), key=written
        )
