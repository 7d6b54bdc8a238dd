from __future__ import annotations

import pytest

from tui.commands import COMMANDS, Command, key_label
from tui.configuration.key_notation import WrongKeyError, key_of
from tui.language import translate

_COMMANDS = {command.id: command for command in COMMANDS}
_SORT = _COMMANDS["list.sort"]


@pytest.mark.parametrize(
    ("written", "key"),
    [
        *(("s", "s"), ("S", "S"), ("?", "?"), (",", "comma"), ("+", "+"), ("#", "#")),
        *((" ", "space"), ("Space", "space"), ("Esc", "escape"), ("PgDn", "pagedown"), ("↑", "up")),
        *(("Ctrl+O", "ctrl+o"), ("shift+ctrl+left", "ctrl+shift+left"), ("alt+x", "alt+x")),
        *(("F2", "f2"), ("up", "up"), ("g r", "g r"), ("gr", "g r"), ("g ,", "g comma")),
        *(("ㅓ", "j"), ("ㅎㄱ", "g r"), ("ㅃ", "Q")),
    ],
)
def test_a_key_is_known_as_people_write_it(written: str, key: str) -> None:
    assert key_of(written, _SORT) == key


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_key_of_the_table_is_known_as_it_stands_there_and_in_the_help(
    command: Command,
) -> None:
    for key in command.keys:
        assert key_of(key, command) == key
        assert key_of(key_label(key), command) == key


@pytest.mark.parametrize(
    ("written", "why"),
    [
        *((f"ctrl+{key}", "terminals send") for key in "himj["),
        *(("ctrl+a", "screen takes it"), ("Ctrl+B", "tmux takes it")),
        *(("ctrl+5", "do not send it"), ("ctrl+shift+q", "capital letter")),
        *(
            ("", "is no key"),
            ("foo", "is no key"),
            ("super+x", "is no key"),
            ("a b c", "is no key"),
        ),
        *(("\x1b", "is no key"), ("g up", "a letter or a sign"), ("값", "more than one key")),
    ],
)
def test_a_key_that_cannot_be_one_is_refused_with_the_reason(written: str, why: str) -> None:
    with pytest.raises(WrongKeyError) as wrong:
        key_of(written, _SORT)
    assert why in translate(wrong.value.text, **wrong.value.fields)


def test_letters_are_text_where_text_is_typed() -> None:
    assert key_of("ctrl+t", _COMMANDS["search.enter"]) == "ctrl+t"
    with pytest.raises(WrongKeyError):
        key_of("x", _COMMANDS["search.enter"])
