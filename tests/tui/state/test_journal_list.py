from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tui.state.journal_list import Shelved, shelved
from tui.state.recent_journals import Opened

DAY = datetime(2021, 9, 10, tzinfo=UTC)


def test_each_journal_stands_once_where_it_is_likely_to_be_wanted(tmp_path: Path) -> None:
    blog, til, work, old = (tmp_path / name for name in ("blog", "til", "work", "old"))
    (tmp_path / "link").symlink_to(blog)
    found = shelved(
        {f"{til}": "Today", f"{blog}": "My blog"},
        [tmp_path / "link", work],
        {"daily": til, "archive": old},
        [Opened(f"{old}", "the old one", DAY), Opened(f"{blog}", "My blog", DAY)],
    )
    assert found == [
        Shelved("My blog", blog, is_open=True),
        Shelved("work", work),
        Shelved("archive", old, when=DAY),
        Shelved("daily", til, is_open=True, is_shown=True),
    ]


def test_without_anything_open_there_may_be_nothing() -> None:
    assert shelved({}, [], {}, []) == []
