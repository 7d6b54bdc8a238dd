"""What is said where nothing is found because there is nothing: no posts, or no such path."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.lock import held
from index.store import location
from tui.cli import indexing

if TYPE_CHECKING:
    from tests.tui.cli.conftest import Printed

    Ilgi = Callable[..., Printed]

_COMMANDS = (
    *(["list"], ["search", "손실"], ["show", "day"], ["tags"], ["categories"], ["dates"]),
    *(["people"], ["properties"], ["bookmarks"], ["questions"], ["notes"], ["export"]),
    *(["problems"], ["stats"], ["index"]),
)


@pytest.mark.parametrize("words", _COMMANDS, ids=lambda words: words[0])
def test_every_command_says_what_an_empty_journal_was_searched_for(
    words: list[str], ilgi: Ilgi, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    for options in ([], ["--json"]):
        printed = ilgi(*words, "--journal", f"{tmp_path / 'empty'}", *options)
        assert printed.code == 1
        assert f"there are no posts in {tmp_path / 'empty'}" in printed.err
        assert "ilgi looks for Markdown files (.md, .markdown, …) in it" in printed.err


def test_what_is_searched_for_is_said_by_the_kind_of_the_journal(
    ilgi: Ilgi, tmp_path: Path
) -> None:
    for marker in ("jekyll/_config.yml", "hugo/hugo.toml"):
        (tmp_path / marker).parent.mkdir()
        (tmp_path / marker).touch()
    assert "in _posts, _drafts" in ilgi("list", "--journal", f"{tmp_path / 'jekyll'}").err
    assert "it is read as Hugo (hugo.toml)" in ilgi("list", "--journal", f"{tmp_path / 'hugo'}").err


def test_a_journal_with_posts_is_not_called_empty(ilgi: Ilgi) -> None:
    assert ilgi("search", "nowhere").err == ""


def test_a_mistyped_path_suggests_what_stands_beside_it(ilgi: Ilgi, tmp_path: Path) -> None:
    (tmp_path / "notes-of-mine").mkdir()
    printed = ilgi("list", "--journal", f"{tmp_path / 'ntoes-of-mine'}")
    assert printed.code == 2
    assert f"there is no such folder or file; did you mean {tmp_path}/notes-of-mine?" in printed.err
    assert "did you mean" not in ilgi("list", "--journal", f"{tmp_path / 'other'}").err


def test_a_mistyped_command_suggests_the_command(ilgi: Ilgi) -> None:
    assert "did you mean the command questions?" in ilgi("qestions").err
    assert "did you mean the command search?" in ilgi("serach", "loss").err


def test_a_mistyped_journal_suggests_the_journal(ilgi: Ilgi, tmp_path: Path) -> None:
    config = Path(os.environ["ILGI_CONFIG_DIR"]) / "config.toml"
    config.parent.mkdir(exist_ok=True)
    config.write_text(f"[journals]\nstudies = '{tmp_path}'\n", "utf-8")
    assert "did you mean the journal studies?" in ilgi("list", "--journal", "studis").err
    assert "did you mean the journal studies?" in ilgi("studis", "loss").err


def test_a_first_index_that_another_ilgi_is_making_is_waited_for(
    ilgi: Ilgi, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = location.folder(journal)
    folder.mkdir(parents=True, mode=0o700)
    with ExitStack() as other:
        assert other.enter_context(held(location.writers_lock(folder), 0))
        monkeypatch.setattr(indexing, "sleep", lambda _seconds: other.close())
        printed = ilgi("list")
    assert printed.code == 0
    assert printed.out
    assert "another ilgi" not in printed.err


def test_a_journal_that_another_ilgi_indexes_first_is_not_called_empty(
    ilgi: Ilgi, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "_SECONDS_FOR_ANOTHER", 0.0)
    folder = location.folder(journal)
    folder.mkdir(parents=True, mode=0o700)
    with held(location.writers_lock(folder), 0) as is_held:
        assert is_held
        printed = ilgi("tags")
    assert "another ilgi is indexing this journal" in printed.err
    assert "there are no posts" not in printed.err
