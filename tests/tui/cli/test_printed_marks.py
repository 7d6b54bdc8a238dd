from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from index.journal import Journal
from tui.state import bookmarks, notes
from tui.state.location import file_for
from tui.state.memory import StateStore
from tui.state.record_file import RecordFile

if TYPE_CHECKING:
    from tests.tui.cli.conftest import Printed

    Ilgi = Callable[..., Printed]


def test_bookmarks_are_printed_as_markdown_and_as_json(ilgi: Ilgi, journal: Path) -> None:
    nothing = ilgi("bookmarks")
    assert (nothing.code, nothing.out) == (1, "")
    opened = Journal.open(journal)
    opened.refresh()
    document = opened.document("_posts/2021-09-08-gradient.md")
    memory = StateStore(RecordFile(file_for(journal), ""))
    line = document.text.split("\n").index("## 손실 함수") + 1
    assert bookmarks.toggle(memory, document, line)
    memory.keep()
    printed = ilgi("bookmarks")
    assert printed.code == 0
    first, second = printed.out.splitlines()
    assert first.startswith("- [경사하강법 정리 › 손실 함수](<_posts/2021-09-08-gradient.md>), 20")
    assert second == r"  > \#\# 손실 함수"
    (found,) = ilgi("bookmarks", "--json").json
    assert (found["path"], found["line"]) == ("_posts/2021-09-08-gradient.md", line)


def test_bookmarks_that_cannot_be_read_are_one_line_on_standard_error(
    ilgi: Ilgi, journal: Path
) -> None:
    file_for(journal).mkdir(parents=True)
    printed = ilgi("bookmarks")
    assert printed.code == 2
    assert len(printed.err.splitlines()) == 1


def test_notes_and_bookmarks_are_printed_by_posts(ilgi: Ilgi, journal: Path) -> None:
    assert ilgi("notes").code == ilgi("export").code == 1
    opened = Journal.open(journal)
    opened.refresh()
    gradient = opened.document("_posts/2021-09-08-gradient.md")
    bell = opened.document("_posts/2021-09-11-bell.md")
    memory = StateStore(RecordFile(file_for(journal), ""))
    line = gradient.text.split("\n").index("## 손실 함수") + 1
    bookmarks.toggle(memory, bell, bell.body_line)
    notes.write(memory, gradient, line, "왜 *줄어드나*?\n1. 기울기")
    memory.keep()
    (only,) = ilgi("notes", "--json").json
    assert only["url"] == "/math/gradient/"
    assert [(mark["kind"], mark["line"], mark["note"]) for mark in only["marks"]] == [
        ("note", line, "왜 *줄어드나*?\n1. 기울기")
    ]
    first, second = ilgi("export", "--json").json
    assert (first["path"], second["path"]) == (gradient.post.path, bell.post.path)
    assert [post["path"] for post in ilgi("list", "has:note", "--json").json] == [first["path"]]
    (hit,) = ilgi("search", "note:기울기", "--json").json["hits"]
    assert (hit["path"], hit["snippet"]) == (first["path"], "1. 기울기")
    assert ilgi("search", "is:bookmarked").out.splitlines()[0].endswith(second["path"])
    printed = ilgi("export")
    assert printed.code == 0
    assert "\x1b" not in printed.out
    shown = printed.out.splitlines()
    assert shown[0] == "## [경사하강법 정리](</math/gradient/>)"
    assert shown[2] == r"\_posts/2021-09-08-gradient.md"
    assert shown[4].startswith("- ✎ 손실 함수, 20")
    assert shown[6:10] == [r"  > \#\# 손실 함수", "", r"  왜 \*줄어드나\*?" + "\\", r"  1\. 기울기"]
    assert [row for row in shown if row.startswith("- ⚑")]
