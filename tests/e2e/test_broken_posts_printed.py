"""What the terminal gets of a journal of bad input: every post, in rows that fit, no control."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from pathlib import Path

import pytest
from rich.cells import cell_len

from index.journal import Journal
from tui.cli import run
from tui.cli.arguments import parse
from tui.cli.output import Output
from tui.cli.show import print_show

_STYLE = re.compile(r"\x1b\[[0-9;]*m")
_TURNS = re.compile("[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _printed(journal: Path, *words: str) -> list[str]:
    """The lines that a terminal is given, without their styles."""
    out, err = _Terminal(), io.StringIO()
    run(parse([*words, "--journal", str(journal)]), Output(out, err))
    return _STYLE.sub("", out.getvalue() + err.getvalue()).removesuffix("\n").split("\n")


def _obeyed(lines: list[str]) -> list[str]:
    """The lines with something in them that a terminal obeys."""
    return [
        line
        for line in lines
        if _TURNS.search(line) or any(unicodedata.category(c) in {"Cc", "Cs"} for c in line)
    ]


def _found(journal: Path, query: str) -> set[str]:
    out = io.StringIO()
    words = ["search", query, "--limit", "0", "--json", "--journal", str(journal)]
    run(parse(words), Output(out, io.StringIO()))
    return {hit["path"] for hit in json.loads(out.getvalue())["hits"]}


@pytest.mark.parametrize("columns", [40, 120])
def test_each_post_is_one_row_that_fits(
    columns: int, broken_journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", f"{columns}")
    with Journal.open(broken_journal) as journal:
        journal.refresh()
        posts = len(journal.posts)
    rows = _printed(broken_journal, "list")
    assert len(rows) == posts
    assert _obeyed(rows) == []
    assert [row for row in rows if cell_len(row) > columns] == []


@pytest.mark.parametrize("columns", [40, 120])
def test_each_post_is_shown_within_the_terminal(
    columns: int, broken_journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", f"{columns}")
    with Journal.open(broken_journal) as journal:
        journal.refresh()
        for post in journal.posts:
            out = _Terminal()
            print_show(journal, parse(["show", "--", post.path]), Output(out, io.StringIO()))
            lines = _STYLE.sub("", out.getvalue()).split("\n")
            assert lines[0].strip()
            assert _obeyed(lines) == []
            assert [line for line in lines if cell_len(line) > columns] == [], post.path


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("검색어", ("enc-nfd-body",)),
        ("찾는말", ("composed",)),
        ("tag:한글", ("enc-nfd-body",)),
        ("보이지", ("enc-zero-width",)),
        ("title:가려진", ("title-zero-width",)),
        ("똠방각하", ("enc-cp949", "cp949")),
        ("title:굵게", ("title-html-markdown",)),
        ("title:한글파일이름", (unicodedata.normalize("NFD", "한글파일이름"),)),
    ],
)
def test_what_is_written_oddly_is_found(
    query: str, names: tuple[str, ...], broken_journal: Path
) -> None:
    found = _found(broken_journal, unicodedata.normalize("NFC", query))
    files = [
        f"_posts/{path.name}"
        for path in (broken_journal / "_posts").iterdir()
        if path.name.endswith(tuple(f"-{name}.md" for name in names))
    ]
    assert found >= set(files)
    assert files or not found


@pytest.mark.parametrize("command", ["problems", "tags", "categories", "dates", "people", "stats"])
def test_nothing_that_is_counted_is_obeyed(command: str, broken_journal: Path) -> None:
    assert _obeyed(_printed(broken_journal, command)) == []


def test_each_problem_is_one_line(broken_journal: Path) -> None:
    with Journal.open(broken_journal) as journal:
        journal.refresh()
        assert len(_printed(broken_journal, "problems")) == len(journal.problems)
