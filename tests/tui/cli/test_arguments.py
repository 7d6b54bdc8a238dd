from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.cli import arguments
from tui.cli.arguments import COMMANDS, Arguments, parse


def test_no_word_opens_the_browser_where_one_stands() -> None:
    assert parse([]) == Arguments()


@pytest.mark.parametrize("words", [["~/blog"], ["--journal", "~/blog"], ["--journal=~/blog"]])
def test_a_path_opens_the_browser_there(words: list[str]) -> None:
    assert parse(words) == Arguments(path="~/blog")


def test_several_paths_open_the_browser_with_all_of_them(tmp_path: Path) -> None:
    assert parse([f"{tmp_path}", "~/til", "notes.md"]) == Arguments(
        path=f"{tmp_path}", others=("~/til", "notes.md")
    )


@pytest.mark.parametrize("words", [["./index"], ["--", "./index"]])
def test_a_folder_named_like_a_command_is_opened_by_its_path(words: list[str]) -> None:
    assert parse(words) == Arguments(path="./index")


def test_after_two_dashes_a_command_is_a_folder() -> None:
    assert parse(["--", "list"]) == Arguments(path="list")


@pytest.mark.parametrize(
    "words",
    [
        ["--journal", "log", "search", "손실", "함수", "--json"],
        ["search", "--json", "손실 함수", "--journal", "log"],
        ["search", "손실", "--journal=log", "--json", "함수"],
    ],
)
def test_options_stand_anywhere(words: list[str]) -> None:
    assert parse(words) == Arguments("search", "log", "손실 함수", json=True)


def test_a_minus_in_a_query_is_no_option() -> None:
    assert parse(["search", "-tag:BOJ", "loss"]).text == "-tag:BOJ loss"


def test_index_takes_its_journal_as_a_word_too() -> None:
    assert parse(["index", "log", "--rebuild"]) == Arguments("index", "log", limit=0, rebuild=True)


@pytest.mark.parametrize(
    "words",
    [
        ["search"],
        ["show"],
        ["search", "x", "--limit", "many"],
        ["search", "x", "--limit"],
        ["tags", "x"],
        ["list", "--jsno"],
        ["a", "b"],
        ["--colour"],
        ["list", "--journal="],
    ],
)
def test_a_wrong_use_ends_with_2_and_one_line(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        parse(words)
    printed = capsys.readouterr()
    assert left.value.code == 2
    assert printed.out == ""
    assert printed.err.startswith("ilgi: ")
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize("path", ["~nobody-has-this-name", "y" * 300])
def test_a_path_that_cannot_be_is_no_command(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse([path, "notes"])
    assert ended.value.code == 2
    assert "there is no command" in capsys.readouterr().err


def test_a_command_with_a_slip_is_told_from_a_path(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["serch", "손실"])
    assert "did you mean search?" in capsys.readouterr().err


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        parse(["--help"])
    assert left.value.code == 0
    shown = capsys.readouterr().out
    assert [name for name in COMMANDS if f"  {name} " not in shown] == []


OPTIONS = st.sampled_from(
    [
        ["--json"],
        ["--journal", "log"],
        ["--journal", ""],
        ["--journal", "-x"],
        ["--journal"],
        ["--limit", "3"],
        ["--limit", "three"],
        ["--limit", "-1"],
        ["--rebuild"],
        ["--unanswered"],
        ["--init"],
        ["--as-indexed"],
        ["--nothing"],
        ["--journal=log"],
    ]
)


@given(
    st.sampled_from(sorted(COMMANDS)),
    st.lists(OPTIONS, max_size=3),
    st.lists(st.sampled_from(["loss", "-tag:a", "손실 함수", ""]), max_size=3),
)
def test_what_is_understood_without_a_parser_is_what_the_parser_says(
    command: str, options: list[list[str]], words: list[str]
) -> None:
    given_options = [word for option in options for word in option]
    understood = arguments.understood(command, given_options, words)
    if understood is not None:
        assert understood == arguments.by_parser(command, given_options, words)


def test_what_is_as_it_should_be_needs_no_parser() -> None:
    for command, words in (("list", []), ("search", ["a"]), ("show", ["a"]), ("index", ["log"])):
        assert arguments.understood(command, ["--json", "--journal", "log"], words) is not None
