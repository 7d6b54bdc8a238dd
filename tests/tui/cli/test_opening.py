from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from index.errors import JournalError
from tui.cli.opening import (
    JournalStart,
    demo,
    demo_start,
    holds_posts,
    journal_there,
    journal_to_open,
)
from tui.language import choose_language


@pytest.mark.parametrize(
    "name", ["_config.yml", "2021-09-10-day29.md", "til/git/reset.markdown", "노트/메모.md"]
)
def test_a_folder_with_posts_is_the_journal(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("x", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert journal_to_open(None) == JournalStart(tmp_path)


@pytest.mark.parametrize(
    "name", ["README.md", ".hidden/a.md", "node_modules/x/a.md", "notes.txt", "package/a.md"]
)
def test_a_folder_without_posts_gives_the_demo(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "__init__.py").touch()
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("x", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert journal_to_open(None) == JournalStart(demo(), demo_start())


def test_a_folder_whose_name_is_an_extension_is_no_post(tmp_path: Path) -> None:
    (tmp_path / "markdown").mkdir()
    assert not holds_posts(tmp_path)


def test_a_folder_that_may_not_be_looked_into_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "day.md").touch()
    stat = os.stat

    def refused(path: str, **named: bool) -> os.stat_result:
        if os.fspath(path).startswith(f"{tmp_path / 'closed'}"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return stat(path, **named)

    monkeypatch.setattr(os, "stat", refused)
    assert holds_posts(tmp_path)


def test_the_folder_of_this_project_is_no_journal() -> None:
    assert not holds_posts(Path(__file__).parents[3])


def test_a_journal_that_is_named_is_opened_whatever_it_is() -> None:
    assert journal_to_open("/nowhere") == JournalStart(Path("/nowhere"))


@pytest.mark.parametrize(
    ("environment", "configured", "title"),
    [
        ("C.UTF-8", "auto", "Start here"),
        ("ko_KR.UTF-8", "auto", "시작하며"),
        ("C.UTF-8", "ko", "시작하며"),
        ("ko_KR.UTF-8", "en", "Start here"),
    ],
)
def test_the_demo_begins_at_a_post_in_the_language_of_the_interface(
    environment: str, configured: str, title: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", environment)
    folder = Path(os.environ["ILGI_CONFIG_DIR"])
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text(f'language = "{configured}"\n', "utf-8")
    assert f'title: "{title}"' in (demo() / demo_start()).read_text("utf-8")
    choose_language("auto")


def test_the_demo_holds_posts() -> None:
    assert holds_posts(demo())


@pytest.mark.parametrize("path", ["~nobody-has-this-name", "y" * 300])
def test_a_journal_beside_the_first_that_cannot_be_is_said(path: str) -> None:
    with pytest.raises(JournalError, match="path missing"):
        journal_there(path)


def lay(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("x", "utf-8")


@pytest.mark.parametrize("marker", ["_config.yml", "hugo.toml", ".git/HEAD", ".obsidian/app.json"])
def test_a_part_of_a_journal_opens_all_of_it_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, marker: str
) -> None:
    lay(tmp_path, f"blog/{marker}", "blog/_posts/DL/2021-09-10-a.md")
    folder = tmp_path / "blog" / "_posts" / "DL"
    there = JournalStart(tmp_path / "blog", "_posts/DL")
    assert journal_to_open(f"{folder}") == there
    file = f"{folder / '2021-09-10-a.md'}"
    assert journal_to_open(file) == JournalStart(there.root, "_posts/DL/2021-09-10-a.md")
    monkeypatch.chdir(folder)
    assert journal_to_open(None) == there
    assert journal_to_open(".") == there
    assert journal_to_open(None, here=True) == JournalStart(folder)
    assert journal_to_open(file, here=True) == JournalStart(Path(file))
    assert journal_to_open(f"{there.root}") == JournalStart(there.root)


def test_a_folder_of_posts_is_no_root_where_its_site_is_above(tmp_path: Path) -> None:
    lay(tmp_path, "hexo/_config.yml", "hexo/source/_posts/a.md")
    opened = journal_to_open(f"{tmp_path / 'hexo' / 'source' / '_posts'}")
    assert opened == JournalStart(tmp_path / "hexo", "source/_posts")


def test_the_home_of_the_reader_is_no_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, "home/.git/HEAD", "home/_config.yml", "home/notes/a.md")
    monkeypatch.setenv("HOME", f"{tmp_path / 'home'}")
    notes = tmp_path / "home" / "notes"
    assert journal_to_open(f"{notes}") == JournalStart(notes)
    assert journal_to_open(f"{notes / 'a.md'}") == JournalStart(notes / "a.md")
