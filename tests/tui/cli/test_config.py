from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.tui.cli.conftest import Printed

    Ilgi = Callable[..., Printed]


@pytest.fixture
def file() -> Path:
    """Where the configuration would be."""
    return Path(os.environ["ILGI_CONFIG_DIR"], "config.toml")


def test_without_a_file_it_says_where_one_would_be(ilgi: Ilgi, file: Path) -> None:
    printed = ilgi("config")
    assert printed.code == 1
    assert f"{file}" in printed.out
    assert "ilgi config --init" in printed.out
    assert not file.exists()


def test_init_writes_a_file_and_never_over_one(ilgi: Ilgi, file: Path) -> None:
    assert ilgi("config", "--init").code == 0
    before = file.read_bytes()
    again = ilgi("config", "--init")
    assert (again.code, again.err) == (2, f"ilgi: {file} is there already, and stays as it is\n")
    assert file.read_bytes() == before
    assert ilgi("config").code == 0


def test_mistakes_are_told_with_their_lines(ilgi: Ilgi, file: Path) -> None:
    file.parent.mkdir()
    file.write_text('theme = "nord"\n[keys]\nlist.sort = "F5"\nlist.srot = "x"\n', "utf-8")
    printed = ilgi("config")
    assert printed.code == 2
    assert "nord" in printed.out
    assert "keys.list.sort" in printed.out
    wrong = 'keys: there is no command "list.srot"; did you mean list.sort?'
    assert printed.err == f"ilgi: {file}:4: {wrong}\n"
    described = ilgi("config", "--json").json
    assert described["mistakes"] == [{"line": 4, "message": wrong}]
    assert described["keys"] == {"list.sort": ["f5"]}
    assert described["options"]["theme"] == "nord"
    assert described["given"] == ["theme"]


def test_it_is_said_in_english(ilgi: Ilgi, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    file.parent.mkdir()
    file.write_text("animation = 1\n", "utf-8")
    assert "true or false" in ilgi("config").err


def test_a_folder_that_cannot_be_made_is_told(ilgi: Ilgi, file: Path) -> None:
    file.parent.write_text("", "utf-8")
    printed = ilgi("config", "--init")
    assert printed.code == 2
    assert printed.err.count("\n") == 1
