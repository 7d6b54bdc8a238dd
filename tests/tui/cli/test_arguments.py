from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.cli import arguments
from tui.cli.arguments import COMMANDS, Arguments, OpeningOptions, parse


def test_no_word_opens_the_browser_where_one_stands() -> None:
    assert parse([]) == Arguments()


def test_a_word_is_what_the_browser_opens() -> None:
    assert parse(["~/blog"]) == Arguments(words=("~/blog",))
    assert parse(["~/blog", "~/til"]) == Arguments(words=("~/blog", "~/til"))


@pytest.mark.parametrize("words", [["--journal", "~/blog"], ["--journal=~/blog"]])
def test_a_journal_that_is_named_is_no_word(words: list[str]) -> None:
    assert parse(words) == Arguments(path="~/blog")
    assert parse([*words, "-x"]) == Arguments(path="~/blog", words=("-x",))


def test_the_browser_takes_a_place_to_begin_at() -> None:
    words = ["--search", "loss", "--tag=a b", "--date", "2021-09", "--notes", "log"]
    found = parse(words)
    assert found.words == ("log",)
    assert found.opening == OpeningOptions(query="loss", tag="a b", date="2021-09", notes=True)
    assert parse(["--questions", "--here"]).opening == OpeningOptions(questions=True, here=True)


@pytest.mark.parametrize("words", [["./index"], ["--", "./index"]])
def test_a_folder_named_like_a_command_is_opened_by_its_path(words: list[str]) -> None:
    assert parse(words) == Arguments(words=("./index",))


def test_after_two_dashes_a_command_is_a_folder() -> None:
    assert parse(["--", "list"]) == Arguments(words=("list",))


@pytest.mark.parametrize(
    "words",
    [
        ["--journal", "log", "search", "손실", "함수", "--json"],
        ["search", "--json", "손실 함수", "--journal", "log"],
        ["search", "손실", "--journal=log", "--json", "함수"],
    ],
)
def test_options_stand_anywhere(words: list[str]) -> None:
    found = parse(words)
    assert found.text == "손실 함수"
    assert found == Arguments("search", "log", found.words, json=True)


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
        ["--colour"],
        ["list", "--tag", "a"],
        ["list", "--color", "red"],
        ["show", "a", "--width", "wide"],
        ["list", "--limit", "9" * 30],
        ["stats", "--jsonl"],
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
        ["--jsonl"],
        ["--format", "{title}"],
        ["-0"],
        ["--width", "3"],
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
