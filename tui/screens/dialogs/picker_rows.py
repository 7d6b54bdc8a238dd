"""What is bookmark_rows as rows of a window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tui.language import translate
from tui.state import bookmarks, notes, reading, searches
from tui.state.bookmarks import Bookmark
from tui.state.drafts import Draft
from tui.state.memory import StateStore
from tui.state.notes import Note
from tui.state.searches import SavedSearch

from .picker import PickerRow


def bookmark_rows(memory: StateStore) -> Sequence[PickerRow[Bookmark | SavedSearch]]:
    """The saved searches by name, then the bookmarks, newest first."""
    rows: list[PickerRow[Bookmark | SavedSearch]] = [
        PickerRow(found.query, found, translate("saved search"), _day(found.when), found.name)
        for found in sorted(searches.saved(memory), key=lambda found: found.name.casefold())
    ]
    for bookmark in bookmarks.bookmarks(memory):
        place = bookmark.place
        words = place.text.lstrip("#").strip() if place.heading else place.text
        where = " · ".join(dict.fromkeys(filter(None, (place.heading, words)))) or bookmark.path
        rows.append(PickerRow(bookmark.title, bookmark, where, _day(bookmark.when)))
    return rows


def note_rows(memory: StateStore, left: Sequence[Draft] = ()) -> Sequence[PickerRow[Note | Draft]]:
    """The drafts that were ``left``, then the notes, newest first."""
    both: Sequence[Note | Draft] = [*left, *notes.notes(memory)]
    return [PickerRow(one.title, one, _told(one), _day(one.when)) for one in both]


def _told(one: Note | Draft) -> str:
    not_saved = translate("not saved") if isinstance(one, Draft) else ""
    text = " ".join(one.text.split())
    return " · ".join(filter(None, (not_saved, text, one.place.heading)))


def history_rows(memory: StateStore) -> Sequence[PickerRow[str]]:
    """The posts that were read, the last one first, by their paths."""
    return [
        PickerRow(visit.title, visit.path, visit.path, _day(visit.when))
        for visit in reading.visits(memory)
    ]


def query_rows(queries: Sequence[str]) -> Sequence[PickerRow[str]]:
    """Earlier searches."""
    return [PickerRow(query, query) for query in queries]


def _day(when: datetime) -> str:
    return f"{when.astimezone():%Y-%m-%d}"
