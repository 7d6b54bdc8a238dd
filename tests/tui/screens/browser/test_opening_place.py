"""Where the browser begins: at the post or the folder that was named."""

from __future__ import annotations

from pathlib import Path

from index.journal import Journal
from tests.tui.conftest import Browse


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


async def test_the_cursor_begins_at_a_folder_that_was_named(browse: Browse, tmp_path: Path) -> None:
    root = written(tmp_path / "til", git__undo="# Undo\n", z="# Last\n")
    with Journal.open(root, cache=tmp_path / "cache") as journal:
        journal.refresh()
        async with browse(of=journal, at="git") as browser:
            assert "›Undo" in browser.text("#list")
            assert "git is a part of this journal; with --here" in browser.painted()


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
