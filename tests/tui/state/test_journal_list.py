from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tui.state.journal_list import JournalEntry, list_journals
from tui.state.recent_journals import RecentJournal

DAY = datetime(2021, 9, 10, tzinfo=UTC)


def test_each_journal_stands_once_where_it_is_likely_to_be_wanted(tmp_path: Path) -> None:
    blog, til, work, old = (tmp_path / name for name in ("blog", "til", "work", "old"))
    (tmp_path / "link").symlink_to(blog)
    found = list_journals(
        {f"{til}": "Today", f"{blog}": "My blog"},
        [tmp_path / "link", work],
        {"daily": til, "archive": old},
        [RecentJournal(f"{old}", "the old one", DAY), RecentJournal(f"{blog}", "My blog", DAY)],
    )
    assert found == [
        JournalEntry("My blog", blog, is_open=True),
        JournalEntry("work", work),
        JournalEntry("archive", old, when=DAY),
        JournalEntry("daily", til, is_open=True, is_shown=True),
    ]


def test_without_anything_open_there_may_be_nothing() -> None:
    assert list_journals({}, [], {}, []) == []
