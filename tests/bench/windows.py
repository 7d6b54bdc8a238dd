"""The windows that lead to a title, a name, a date and a day: opened, and typed in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from index.journal import Journal

from .watched import Shows, Watched

_TIMES: Final = 4
_ESC: Final = "\x1b"


def use_windows(watched: Watched, journal: Journal) -> None:
    """Open each window some times; each letter in it has to show its count and its first row."""
    watched.press("2")
    watched.press("gg")
    day = next(post.day for post in journal.posts if post.date)
    for _ in range(_TIMES):
        for key, title, texts, shown in (
            ("o", "Go to a post", _numbers(journal), _titles),
            ("#", "Go to a tag or category", _names(journal), _like_names),
            ("@", "Go to a date", iter((day,)), _dates),
        ):
            watched.measure(key, {f"{key}: opened": _titled(title)})
            text = next(texts)
            for end in range(1, len(text) + 1):
                wanted = shown(journal, text[:end])
                if wanted is None or wanted(watched.lines):
                    watched.press(text[end - 1])
                else:
                    watched.measure(text[end - 1], {f"{key}: a letter": wanted})
            watched.press(_ESC)
        _use_calendar(watched)


def _use_calendar(watched: Watched) -> None:
    watched.measure("c", {"c: opened": _titled("Calendar")})
    for key in "hjkl[]{}":
        watched.measure(key, {"c: a day or a year": _other_day(watched.lines)})
    watched.press(_ESC)


def _titled(title: str) -> Shows:
    return lambda lines: any(f"━ {title}" in line for line in lines)


def _numbers(journal: Journal) -> Iterator[str]:
    """The number in the title of a post in the middle."""
    title = journal.posts[len(journal.posts) // 2].title
    found = re.search(r"\d+", title)
    yield found[0] if found else title[:5]


def _names(journal: Journal) -> Iterator[str]:
    """The beginning of the name that most posts have."""
    yield journal.lookup.names_like("")[0].name[:5]


def _titles(journal: Journal, text: str) -> Shows | None:
    found = journal.lookup.titles_like(text)
    return _listed(len(found), found[0].post.title[:20]) if found else None


def _like_names(journal: Journal, text: str) -> Shows | None:
    found = journal.lookup.names_like(text)
    return _listed(len(found), found[0].name[:20]) if found else None


def _dates(journal: Journal, text: str) -> Shows | None:
    period = journal.lookup.period(text)
    if period is None or not period.posts:
        return None
    return _listed(len(period.posts), period.posts[0].title[:16])


def _listed(count: int, first: str) -> Shows:
    said = re.compile(rf"━ .* · {count}\b|━ .* · {count:,}\b")
    return lambda lines: (
        any(said.search(line) for line in lines) and any(first in line for line in lines)
    )


def _other_day(lines: list[str]) -> Shows:
    before = _day(lines)
    return lambda after: _day(after) not in {None, before}


def _day(lines: list[str]) -> str | None:
    found: Callable[[str], re.Match[str] | None] = re.compile(r"─ (\d{4}-\d\d-\d\d)").search
    return next((match[1] for match in map(found, lines) if match), None)
