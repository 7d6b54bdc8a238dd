"""Where the browser begins: at the post or the folder that was named."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.journal import Journal
from tests.tui.conftest import Browse
from tui.model.starting_place import StartingPlace


def written(root: Path, **texts: str) -> Path:
    for name, text in texts.items():
        path = root / f"{name.replace('__', '/')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


async def test_a_post_that_was_named_is_read_in_its_journal(browse: Browse, tmp_path: Path) -> None:
    root = written(tmp_path / "til", git__undo="# Undo\n\n되돌린다\n", z="# Last\n\n끝\n")
    with Journal.open(root, cache=tmp_path / "cache") as journal:
        async with browse(of=journal, at="git/undo.md") as browser:
            assert "되돌린다" in browser.text("#viewer")
            assert browser.screen.at == "viewer"
            assert "Last" in browser.text("#list")


async def test_a_list_that_comes_later_leaves_the_named_post_open(
    browse: Browse, tmp_path: Path
) -> None:
    root = written(tmp_path / "til", git__undo="# Undo\n\n되돌린다\n", z="# Last\n\n끝\n")
    with Journal.open(root, cache=tmp_path / "cache") as journal:
        journal.refresh()
        async with browse(of=journal, at="git/undo.md") as browser:
            # What was asked for while the folder was read is answered once the post is open.
            browser.screen.journal_worker.find("", to_top=True)
            await browser.settle()
            assert "되돌린다" in browser.text("#viewer")
            assert "›Undo" in browser.text("#list")


async def test_the_cursor_begins_at_a_folder_that_was_named(browse: Browse, tmp_path: Path) -> None:
    root = written(tmp_path / "til", git__undo="# Undo\n", z="# Last\n")
    with Journal.open(root, cache=tmp_path / "cache") as journal:
        journal.refresh()
        async with browse(of=journal, at="git") as browser:
            assert "›Undo" in browser.text("#list")
            assert "git is a part of this journal; with --here" in browser.painted()


async def test_a_journal_whose_name_is_a_path_here_is_named(browse: Browse, tmp_path: Path) -> None:
    root = written(tmp_path / "log", a="# A\n")
    with Journal.open(root, cache=tmp_path / "cache") as journal:
        journal.refresh()
        async with browse(of=journal, at=StartingPlace(passed_over="/home/me/blog")) as browser:
            assert "/home/me/blog" in browser.painted()


async def test_a_file_that_its_journal_does_not_list_is_read_alone(
    browse: Browse, tmp_path: Path
) -> None:
    root = written(tmp_path / "til", a="# A\n", _hidden="# 숨은 글\n\n본문\n")
    (root / ".hidden.md").write_text("# 숨은 글\n\n본문\n", "utf-8")
    with Journal.open(root, cache=tmp_path / "cache") as journal:
        journal.refresh()
        async with browse(of=journal, at=".hidden.md") as browser:
            await browser.settle()
            assert browser.screen.journal.root == root / ".hidden.md"
            assert "본문" in browser.text("#viewer")


async def test_a_link_of_a_single_file_leads_to_what_is_beside_it(
    browse: Browse, tmp_path: Path
) -> None:
    root = written(tmp_path / "one", a="# A\n\n[다음](sub/b.md)\n", sub__b="# B\n\n옆의 글\n")
    with Journal.open(root / "a.md", cache=tmp_path / "cache") as journal:
        journal.refresh()
        assert [post.path for post in journal.posts] == ["a.md"]
        assert not journal.problems
        async with browse(of=journal) as browser:
            await browser.press("enter", ".", "enter")
            await browser.settle()
            assert "옆의 글" in browser.text("#viewer")
            assert browser.screen.journal.root == root / "sub" / "b.md"


async def test_a_line_that_was_named_is_at_the_top(browse: Browse, tmp_path: Path) -> None:
    lines = "".join(f"문단 {number}\n\n" for number in range(200))
    root = written(tmp_path / "til", a=f"# A\n\n{lines}", b="# B\n")
    with Journal.open(root, cache=tmp_path / "cache") as journal:
        async with browse(of=journal, at=StartingPlace("a.md", line=203)) as browser:
            assert "문단 100\n" in browser.text("#viewer") + "\n"
            assert "문단 0\n" not in browser.text("#viewer")


async def test_a_search_that_was_asked_for_is_shown_with_its_first_hit(
    browse: Browse, tmp_path: Path
) -> None:
    root = written(tmp_path / "til", a="# A\n\n손실 함수\n", b="# B\n\n다른 글\n")
    with Journal.open(root, cache=tmp_path / "cache") as journal:
        async with browse(of=journal, at=StartingPlace(query="손실")) as browser:
            await browser.settle()
            assert "1 hit" in browser.painted()
            assert "손실 함수" in browser.text("#viewer")
            assert browser.screen.at == "list"


@pytest.mark.parametrize(
    ("command", "title"), [("journal.questions", "How long?"), ("note.list", "No notes yet")]
)
async def test_a_list_that_was_asked_for_is_opened(
    browse: Browse, tmp_path: Path, command: str, title: str
) -> None:
    root = written(tmp_path / "til", a="# A\n\n**Q. How long?**\n\nA. Long.\n")
    with Journal.open(root, cache=tmp_path / "cache") as journal:
        async with browse(of=journal, at=StartingPlace(command=command)) as browser:
            await browser.settle()
            assert title in browser.painted()


async def test_the_first_post_is_for_who_has_read_none(browse: Browse, tmp_path: Path) -> None:
    root = written(tmp_path / "til", a="# Hello\n\n먼저\n", b="# Newer\n\n나중\n")
    start = StartingPlace(first="a.md")
    with Journal.open(root, cache=tmp_path / "cache") as journal:
        async with browse(of=journal, at=start) as browser:
            assert "먼저" in browser.text("#viewer")
            assert browser.screen.at == "viewer"
            browser.screen.open_post(journal.find("b.md"))
            await browser.settle()
            await browser.press("ctrl+q")
        async with browse(of=journal, at=start) as browser:
            assert "나중" in browser.text("#viewer")
