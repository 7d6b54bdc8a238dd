from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.configuration.lines import lines_of
from tui.configuration.model import Configuration, UserCommand
from tui.configuration.options import OPTIONS
from tui.configuration.reading import read, read_text
from tui.configuration.themes import THEME_NAMES
from tui.state.journal_list import list_journals


def _read(text: str) -> Configuration:
    return read_text(text, Path("/home/hong/.config/ilgi"))


def _mistakes(text: str) -> list[tuple[int | None, str]]:
    return [(mistake.line, mistake.message) for mistake in _read(text).mistakes]


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert read(tmp_path / "config.toml") == Configuration()


def test_what_the_file_says_holds() -> None:
    found = _read(
        'language = "ko"\ntheme = "nord"\nanimation = false\n'
        '[reading]\nwidth = 72\npictures = "never"\n[panes]\ntree = 30\n'
        '[journals]\n"내 일기" = "../blog"\nwork = "/srv/log/"\n'
        '[keys]\nlist.sort = ["o", "ctrl+s"]\n"view.zoom" = []\n'
    )
    assert not found.mistakes
    assert (found.language, found.theme, found.animation) == ("ko", "nord", False)
    assert (found.reading.width, found.reading.pictures) == (72, "never")
    assert (found.panes.tree, found.panes.list) == (30, 0)
    assert found.journals == {
        "내 일기": Path("/home/hong/.config/blog"),
        "work": Path("/srv/log"),
    }
    assert found.keys == {"list.sort": ("o", "ctrl+s"), "view.zoom": ()}
    assert {"reading.width", "theme"} <= found.given


@pytest.mark.parametrize(
    ("former", "now"),
    [
        ("kept.next", "picker.next"),
        ("naming.save", "save_search.save"),
        ("around.close", "related.close"),
        ("viewer.around", "viewer.related"),
    ],
)
def test_commands_may_be_named_as_earlier_versions_did(former: str, now: str) -> None:
    assert _read(f'[keys]\n"{former}" = "f5"').keys == {now: ("f5",)}
    both = _read(f'[keys]\n{now} = "f6"\n{former} = "f5"')
    assert both.keys == {now: ("f6",)}
    assert not both.mistakes


def test_home_is_known_in_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/hong")
    monkeypatch.setenv("NOTES", "/srv/notes")
    found = _read('[journals]\na = "~/blog"\nb = "$NOTES/til"\n').journals
    assert [*found.values()] == [Path("/home/hong/blog"), Path("/srv/notes/til")]


def test_the_home_of_nobody_is_a_path_where_nothing_is() -> None:
    found = _read('[journals]\na = "~nobody-has-this-name/blog"\n')
    assert not found.mistakes
    assert list_journals({}, [], found.journals, [])[0].name == "a"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('languge = "ko"', 1, "there is no languge; did you mean language?"),
        ("\n[pane]\ntree = 1", 2, "there is no pane; did you mean panes?"),
        ("[reading]\nwdith = 8", 2, "there is no reading.wdith; did you mean reading.width?"),
        ("panes = 3", 1, "panes is a table: write [panes] above its lines"),
        ('language = "fr"', 1, 'language is one of "auto", "en", "ko", not "fr"'),
        ("animation = 1", 1, "animation is true or false, not 1"),
        ('edit = "vim"', 1, 'edit is a program with {file} among its arguments, not "vim"'),
        ('edit = "vim {file} {x}"', 1, "edit is a program with {file} among its arguments"),
        ('edit = "{file}"', 1, "edit is a program with {file} among its arguments"),
        ('edit = "vim \'{file}"', 1, "edit is a program with {file} among its arguments"),
        ('edit = "vim\\n{file}\\u001b"', 1, "edit is a program with {file} among its arguments"),
        ("reading.wrap = 'x'", 1, 'reading.wrap is true or false, not "x"'),
        ("[panes]\n\ntree = 3", 3, "panes.tree is 0 or a whole number from 10 to 200, not 3"),
        ("[panes]\ntree = true", 2, "panes.tree is 0 or a whole number from 10 to 200, not true"),
        ("[journals]\na = 1", 2, "journals.a is the path of a journal in quotes, not 1"),
        ("version = 9", 1, "is of version 9, for a newer ilgi; what is known of it holds"),
        ("version = 'x'", 1, 'version is a whole number from 1 on, not "x"'),
        ("a = [1,", 1, "is no TOML, and nothing of it holds: "),
        ("x = 1\na = '\f\u2028.", 2, "is no TOML, and nothing of it holds: "),
        ("x = 1\nx = 2", 2, "is no TOML, and nothing of it holds: Cannot overwrite a value"),
        (
            "[keys]\n'list.srot' = 'x'",
            2,
            'keys: there is no command "list.srot"; did you mean list.sort?',
        ),
        (
            "[keys]\nlist.sort = 4",
            2,
            'list.sort is a key in quotes, or a list of them: ["s", "ctrl+f"]',
        ),
        (
            "[keys.list]\nsort = [\n 'o',\n 'ctrl+m']",
            2,
            '"ctrl+m" cannot be a key: terminals send Enter for it',
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, line: int, message: str) -> None:
    ((told_line, told),) = _mistakes(text)
    assert told.startswith(message)
    assert told_line == line


def test_what_is_right_holds_beside_what_is_wrong() -> None:
    found = _read(
        'theme = "nord"\nlanguage = 3\n[keys]\nlist.sort = ["ctrl+h", "o"]\nview.zoom = "ctrl+j"\n'
    )
    assert len(found.mistakes) == 3
    assert found.theme == "nord"
    assert found.keys == {"list.sort": ("o",)}


def test_values_in_long_strings_are_no_lines_of_their_own() -> None:
    text = 'x = """\n[keys]\ntheme = "a"\n"""\ntheme = "b"'
    assert [line for line, _ in _mistakes(text)] == [1, 5]


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "latin").write_bytes(b"# a\ntheme = '\xe9'\n")
    (tmp_path / "marked").write_bytes(b"\xef\xbb\xbftheme = 'nord'\r\n")
    (tmp_path / "large").write_bytes(b"#" * 1_100_000)
    assert [m.message for m in read(tmp_path / "folder").mistakes] == [
        "cannot be read: Is a directory"
    ]
    ((mistake),) = read(tmp_path / "latin").mistakes
    assert (mistake.line, mistake.message) == (2, "is not UTF-8, and nothing of it holds")
    assert read(tmp_path / "marked").theme == "nord"
    assert read(tmp_path / "large").mistakes
    if os.geteuid() != 0:
        (tmp_path / "marked").chmod(0)
        assert read(tmp_path / "marked").mistakes


def test_mistakes_are_said_in_the_readers_language(monkeypatch: pytest.MonkeyPatch) -> None:
    (mistake,) = _read("animation = 1").mistakes
    assert mistake.message == "animation is true or false, not 1"
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    assert mistake.message == "animation: true 또는 false여야 함: 1"


_NAMES = st.sampled_from(
    ["version", "language", "keys", "journals", "reading", "panes", "list", "sort", "theme", "가"]
)
_VALUES = st.sampled_from(
    ["1", "true", '"ko"', '"g"', '["g g", "s", "ㅎ"]', "{}", "{sort = 'x'}", "1979-05-27", "nan"]
)
_LINES = st.one_of(
    st.builds("{} = {}".format, _NAMES, _VALUES),
    st.builds("[{}]".format, _NAMES),
    st.builds("[[{}]]".format, _NAMES),
    st.builds("{}.{} = {}".format, _NAMES, _NAMES, _VALUES),
    st.text(max_size=12),
)


@given(st.lists(_LINES, max_size=8).map("\n".join))
def test_any_text_gives_a_configuration(text: str) -> None:
    found = _read(text)
    assert {option.accepts.takes(option.of(found)) for option in OPTIONS} == {True}
    for mistake in found.mistakes:
        assert "\n" not in mistake.message
        assert mistake.line is None or 1 <= mistake.line <= text.count("\n") + 1


def test_the_themes_are_those_that_there_are() -> None:
    from textual.theme import BUILTIN_THEMES

    from tui.themes import THEMES

    assert {*THEME_NAMES} == {*BUILTIN_THEMES, *(theme.name for theme in THEMES)}


def test_a_number_of_too_many_digits_is_a_mistake_on_its_line() -> None:
    digits = "9" * 4_301
    said = "has a number of too many digits, and nothing of it holds"
    assert _mistakes(f'theme = "nord"\n\nversion = {digits}\n') == [(3, said)]
    assert _mistakes(f"[reading]\nwidth = [1, {digits}]\n") == [(2, said)]


@pytest.mark.parametrize("name", ["version", "theme", "unknown", "[keys]\nlist.sort"])
def test_a_number_that_cannot_be_printed_is_told_all_the_same(name: str) -> None:
    found = _read(f"animation = false\n{name} = 0x{'f' * 5_000}\n")
    assert found.animation is False
    assert [mistake for mistake in found.mistakes if mistake.message]


@pytest.mark.parametrize("table", ["a." * 5_000 + "a=1", "x = { " + "'a b'." * 5_000 + "a=1}"])
def test_a_key_of_too_many_parts_is_told_and_not_read(table: str) -> None:
    (mistake,) = _read(f"animation = false\n{table}\n").mistakes
    assert mistake.line == 2
    assert "too many parts" in mistake.message


def test_lines_are_counted_as_toml_does() -> None:
    text = 'a = """\n[ x "" y\n"""  # [\nb = [ # ]\n  "x]",\n]\n[c]\nd = "\u2028"\ntheme = 1\n'
    lines = lines_of(text)
    assert lines[("a",)] == 1
    assert lines[("b",)] == 4
    assert lines[("c", "d")] == 8
    assert lines[("c", "theme")] == 9


def test_a_journal_may_have_a_kind(tmp_path: Path) -> None:
    found = _read('[journals]\na = "/srv/a"\n[journals.b]\npath = "/srv/b"\nkind = "hugo"\n')
    assert not found.mistakes
    assert found.journals == {"a": Path("/srv/a"), "b": Path("/srv/b")}
    assert (found.kind_of(Path("/srv/b/../b")), found.kind_of(Path("/srv/a"))) == ("hugo", "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('kind = "ghost"', "journals.b.kind is one of"),
        ("kind = 3", "journals.b.kind is one of"),
        ('kinds = "hugo"', "there is no journals.b.kinds; did you mean journals.b.kind?"),
    ],
)
def test_a_kind_that_is_none_is_told_and_the_journal_stays(text: str, said: str) -> None:
    found = _read(f'[journals.b]\npath = "/srv/b"\n{text}\n')
    assert [one.message[: len(said)] for one in found.mistakes] == [said]
    assert found.mistakes[0].line == 3
    assert found.journals == {"b": Path("/srv/b")}
    assert not found.kinds


def test_of_very_many_unknown_names_all_are_told_and_some_with_what_was_meant() -> None:
    names = [f"list.srot{number}" for number in range(300)]
    told = _mistakes("[keys]\n" + "".join(f'"{name}" = "j"\n' for name in names))
    assert len(told) == len(names)
    assert told[0][1].endswith("did you mean list.sort?")
    assert told[-1] == (301, 'keys: there is no command "list.srot299"')


def test_commands_of_the_readers_own_are_read_with_their_keys() -> None:
    first = '"g o" = { run = "pandoc {file}", say = "Made {file}" }'
    found = read_text(f'[commands]\n{first}\nge = {{ run = "x" }}\n', Path("/etc"))
    assert found.mistakes == ()
    assert found.commands == (
        UserCommand("user.1", "pandoc {file}", "Made {file}"),
        UserCommand("user.2", "x"),
    )
    assert found.keys == {"user.1": ("g o",), "user.2": ("g e",)}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("'g o' = 'x'", "commands: g o needs run, a program with its arguments"),
        ("'g o' = { say = 'x' }", "commands: g o needs run, a program with its arguments"),
        ("'g o' = { run = '' }", "commands: g o needs run, a program with its arguments"),
        ("'g o' = { run = 'x {post}' }", "commands: g o needs run, a program with its arguments"),
        ('"g o" = { run = "x \'" }', "commands: g o needs run, a program with its arguments"),
        ("w = { run = 'x' }", "commands: w is to be two keys"),
        ("'nokey' = { run = 'x' }", '"nokey" is no key'),
        ("'s x' = { run = 'x' }", '"s x" is not user.1: its first key alone is search.open'),
    ],
)
def test_a_command_that_cannot_be_run_is_told(line: str, message: str) -> None:
    found = read_text(f"[commands]\n{line}\n", Path("/etc"))
    assert found.commands == ()
    (mistake,) = found.mistakes
    assert mistake.line == 2
    assert mistake.message.startswith(message)


def test_a_line_of_a_command_that_has_unknown_fields_is_left_out() -> None:
    found = read_text("[commands]\n'g o' = { run = 'x', say = '{post}' }\n", Path("/etc"))
    assert found.commands == (UserCommand("user.1", "x"),)
    assert len(found.mistakes) == 1


def test_of_very_many_commands_the_first_hundred_can_be_run() -> None:
    signs = "!$%^&*()-+;{}[]|~0123456789"
    keys = [f"{first} {second}" for first in signs for second in signs][:600]
    lines = "".join(f"'{key}' = {{ run = 'x' }}\n" for key in keys)
    found = read_text(f"[commands]\n{lines}", Path("/etc"))
    assert 0 < len(found.commands) <= 100
    told = [one.message for one in found.mistakes if one.line == 102]
    assert told == ["commands: there can be 100, and the others are left out"]
