from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.commands import COMMANDS, PANE_SCOPES, Scope, footer_of, set_active_commands
from tui.commands.remapping import Keys, remapped, with_keys
from tui.language import translate

_BY_ID = {command.id: command for command in COMMANDS}


def _remapped(wanted: Keys) -> tuple[Keys, list[str]]:
    keys, conflicts = remapped(wanted, COMMANDS)
    return keys, [translate(conflict.text, **conflict.fields) for conflict in conflicts]


def test_a_free_key_is_given() -> None:
    assert _remapped({"list.sort": ("f5",)}) == ({"list.sort": ("f5",)}, [])


def test_a_default_loses_its_key_to_what_was_asked_for() -> None:
    keys, told = _remapped({"list.sort": ("r",)})
    assert keys == {"list.sort": ("r",), "list.toggle_read": ()}
    assert told == ['"r" is list.sort now, and list.toggle_read has no key left']


def test_keys_can_be_exchanged() -> None:
    wanted = {"list.sort": ("r",), "list.toggle_read": (".",)}
    assert _remapped(wanted) == (wanted, [])


def test_a_key_taken_from_a_command_without_need_of_it_is_not_told() -> None:
    wanted = {"list.sort": ("r",), "list.toggle_read": ()}
    assert _remapped(wanted) == (wanted, [])


def test_the_first_of_two_that_want_a_key_has_it() -> None:
    keys, told = _remapped({"list.preview": ("x",), "list.sort": ("x", "f5")})
    assert keys == {"list.preview": ("x",), "list.sort": ("f5",)}
    assert told == ['"x" is list.preview already, so list.sort does not have it']


def test_what_gets_none_of_the_keys_asked_for_keeps_its_own() -> None:
    keys, told = _remapped({"list.preview": ("x",), "list.sort": ("x",)})
    assert keys == {"list.preview": ("x",)}
    assert len(told) == 1


def test_keys_of_panes_and_of_every_pane_are_heard_together() -> None:
    keys, told = _remapped({"move.down": ("n",)})
    assert keys == {"move.down": ("n",), "viewer.next_match": ()}
    assert told == ['"n" is move.down now, and viewer.next_match has no key left']


def test_other_panes_may_have_the_same_key() -> None:
    assert _remapped({"tree.sort": ("n",)}) == ({"tree.sort": ("n",)}, [])


def test_a_key_that_holds_everywhere_is_told_where_a_pane_hides_it() -> None:
    _, told = _remapped({"jump.title": ("n",)})
    assert told == ['"n" is viewer.next_match in the viewer, where jump.title has no other key']
    _, told = _remapped({"list.sort": ("c",)})
    assert told == ['"c" is list.sort in the list, where calendar.open has no other key']
    assert _remapped({"list.sort": ("o",)})[1] == []


def test_the_foot_tells_the_key_that_a_pane_leaves_to_what_holds_everywhere() -> None:
    def told(pane: Scope) -> tuple[str, ...]:
        found = footer_of(pane, "everywhere")
        return next(one.key_labels for one in found if one.id == "jump.title")

    set_active_commands(with_keys({"list.sort": ("o",)}, COMMANDS))
    try:
        assert told("list") == ("Ctrl+O",)
        assert told("tree")[0] == "o"
    finally:
        set_active_commands(COMMANDS)
    assert told("list")[0] == "o"


def test_a_key_that_begins_two_keys_is_refused() -> None:
    keys, told = _remapped({"list.sort": ("g",)})
    assert keys == {}
    assert told[0].startswith('"g" is not list.sort: "g b", which is history.earlier, begins')
    keys, told = _remapped({"list.sort": ("j x", "f5")})
    assert keys == {"list.sort": ("f5",)}
    assert told == ['"j x" is not list.sort: its first key alone is move.down']


def test_two_keys_may_begin_with_a_key_that_was_given_up() -> None:
    wanted = {"viewer.next_match": (), "list.sort": ("n s",)}
    assert _remapped(wanted) == (wanted, [])


def test_windows_are_apart_from_what_lies_under_them() -> None:
    wanted = {"calendar.mark": ("s",)}
    assert _remapped(wanted) == (wanted, [])


_KEYS = st.sampled_from(["s", "g", "j", "n", "x", "x y", "g g", "g r", "ctrl+t", "c", "escape"])
_WANTED = st.dictionaries(
    st.sampled_from(sorted(_BY_ID)), st.lists(_KEYS, max_size=3, unique=True).map(tuple), max_size=8
)


@given(_WANTED)
def test_whatever_is_asked_for_each_key_has_one_command(wanted: Keys) -> None:
    keys, conflicts = remapped(wanted, COMMANDS)
    commands = with_keys(keys, COMMANDS)
    told = {conflict.asked for conflict in conflicts} | {conflict.other for conflict in conflicts}
    for pane in PANE_SCOPES:
        held = [key for one in commands if one.scope in (pane, "pane") for key in one.keys]
        assert len(set(held)) == len(held)
        begun = {key.partition(" ")[0] for key in held if " " in key}
        assert not begun & set(held)
    for command in commands:
        if command.id in wanted and command.keys != wanted[command.id]:
            assert command.id in told
        if command.id not in wanted and not command.keys:
            assert command.id in told
