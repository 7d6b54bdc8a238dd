from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from index.journal import Journal
from tui.state import bookmarks
from tui.state.location import file_for
from tui.state.memory import Memory
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
    memory = Memory(RecordFile(file_for(journal), ""))
    line = document.text.split("\n").index("## 손실 함수") + 1
    assert bookmarks.toggle(memory, document, line)
    memory.keep()
    printed = ilgi("bookmarks")
    assert printed.code == 0
    first, second = printed.out.splitlines()
    assert first.startswith("- [경사하강법 정리 › 손실 함수](<_posts/2021-09-08-gradient.md>), 20")
    assert second == "  > ## 손실 함수"
    (found,) = ilgi("bookmarks", "--json").json
    assert (found["path"], found["line"]) == ("_posts/2021-09-08-gradient.md", line)


def test_bookmarks_that_cannot_be_read_are_one_line_on_standard_error(
    ilgi: Ilgi, journal: Path
) -> None:
    file_for(journal).mkdir(parents=True)
    printed = ilgi("bookmarks")
    assert printed.code == 2
    assert len(printed.err.splitlines()) == 1
