"""From a key to what it paints, by the real program in a pseudo-terminal of 120 by 40.

What the program writes is recorded with the moment of each piece and drawn on a screen afterwards,
so that looking costs nothing while it runs: ``painted`` is the first moment at which the screen
shows what the key asked for, ``at rest`` the last at which anything was still drawn. Expected
titles and totals come from the journal itself.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Final

from index.journal import Journal

from .corpus import body_mark, kept_journal
from .processes import run
from .tables import Table, cell
from .targets import target
from .terminal import ILGI, Terminal, environment
from .watched import Shows, Times, Watched
from .windows import use_windows

QUERIES: Final = ("loss", "데이터셋", "경사하강법", "tensor 학습", "model tag:python", "graph 탐색")
_MOVES: Final = 40
_SAVES: Final = 5
_MOST_ESCAPES: Final = 6


@dataclass(frozen=True, slots=True)
class Painted:
    """Milliseconds from keys of one kind, or from a saved file, to the screen.

    ``missed`` of ``keys`` never showed what was expected.
    """

    posts: int
    what: str
    keys: int
    missed: int
    p50_ms: float | None
    p95_ms: float | None
    rest_p50_ms: float | None
    rest_p95_ms: float | None


def measure(journals: Path, posts: int) -> list[Painted]:
    """All figures for a journal of so many posts; its index is kept beside it in ``journals``."""
    kept = kept_journal(journals, posts)
    cache = kept.with_name(f"index-of-{kept.name}")
    run([*ILGI, "index", str(kept)], environment(cache))
    with Journal.open(kept, cache=cache) as journal, _started(kept, cache) as watched:
        if watched.wait(lambda lines: any(body_mark(posts) in line for line in lines)) is None:
            raise TimeoutError("the newest post was not shown")
        watched.press("")
        for query in QUERIES:
            _type(watched, journal, query)
        _move(watched, journal)
        use_windows(watched, journal)
        _save(watched, kept, journal)
        return [_painted(posts, what, times) for what, times in watched.times.items()]


@contextmanager
def _started(journal: Path, cache: Path) -> Iterator[Watched]:
    with tempfile.TemporaryDirectory(prefix="ilgi-keys-") as state:
        own = {**environment(cache), "ILGI_STATE_DIR": state, "ILGI_CONFIG_DIR": state}
        with Terminal([*ILGI, str(journal)], own) as terminal:
            yield Watched(terminal)


def _type(watched: Watched, journal: Journal, query: str) -> None:
    """Type a query letter by letter; each has to show its total and its first title."""
    watched.press("s")
    before: tuple[int, str] | None = None
    for end in range(1, len(query) + 1):
        typed = query[:end]
        answer = journal.search(typed)
        title = answer.hits[0].post.title[:20] if answer.hits else ""
        if typed[-1] == " " or (answer.total, title) == before or not answer.hits:
            watched.press(typed[-1])
            continue
        before = answer.total, title
        watched.measure(typed[-1], {"typing a query": _showing(answer.total, title)})
    _leave_search(watched)


def _leave_search(watched: Watched) -> None:
    """Leave completions, words and filter, one after another."""
    for _ in range(_MOST_ESCAPES):
        if re.search(r"\d posts\s*$", watched.lines[0]):
            return
        watched.press("\x1b")
    raise TimeoutError("the search was not left")


def _showing(total: int, title: str) -> Shows:
    count = re.compile(rf"(?<![\d,]){total:,} hits?\b")
    return lambda lines: bool(count.search(lines[0])) and title in lines[2]


def _move(watched: Watched, journal: Journal) -> None:
    """Move in the list, where each post has to show itself, and in the tree."""
    watched.press("2")
    watched.press("gg")
    total = len(journal.posts)
    for place in range(1, min(_MOVES, total)):
        post = journal.posts[place]
        wishes = {"moving in the list": _marked(post.day, post.title)}
        wishes["opening a post"] = _containing(body_mark(total - place))
        watched.measure("j", wishes)
    for keys in ("d", "u", "G", "g", "d") * 2:
        if keys == "g":
            watched.press("g")
        watched.measure(keys, {"jumping in the list": _other(watched.lines, _list_row)})
    watched.press("1")
    for keys in "j" * (_MOVES // 2) + "kkkkkkkkkk":
        watched.measure(keys, {"moving in the tree": _other(watched.lines, _tree_row)})
    watched.press("gg")
    watched.press("2")
    watched.press("gg")


def _marked(day: str, title: str) -> Shows:
    return lambda lines: any(f"›{day} {title[:16]}" in line for line in lines)


def _containing(text: str) -> Shows:
    return lambda lines: any(text in line for line in lines)


def _other(lines: list[str], row: Callable[[list[str]], str | None]) -> Shows:
    """Another row than now has the cursor."""
    before = row(lines)
    return lambda after: row(after) not in {None, before}


def _list_row(lines: list[str]) -> str | None:
    return next((line[20:60] for line in lines if re.search(r"›\d{4}-\d\d", line)), None)


def _tree_row(lines: list[str]) -> str | None:
    return next((line[:22] for line in lines if line[1:2] == "›"), None)


def _save(watched: Watched, folder: Path, journal: Journal) -> None:
    """Save a post from outside: the one that is shown, and one that a search waits for."""
    shown = folder / journal.posts[0].path
    for turn in range(_SAVES):
        with _restored(shown):
            word = f"Redrawn{turn}x"
            _saved(watched, shown, word, "a saved post redrawn", _containing(word))
    other = folder / journal.posts[len(journal.posts) // 2].path
    for turn in range(_SAVES):
        word = f"zqfresh{turn}x"
        watched.press("s")
        watched.press(word)
        with _restored(other):
            _saved(watched, other, word, "a saved post found", _one_hit)
        _leave_search(watched)


def _one_hit(lines: list[str]) -> bool:
    return bool(re.search(r"(?<![\d,])1 hit\b", lines[0]))


def _saved(watched: Watched, file: Path, word: str, what: str, shows: Shows) -> None:
    """Put a word in front of a post's body, as an editor does, by renaming, and time the screen."""
    text = file.read_text("utf-8")
    fresh = file.with_suffix(".new")
    fresh.write_text(text.replace("\n---\n", f"\n---\n{word}\n\n", 1), "utf-8")
    began = time.perf_counter()
    fresh.replace(file)
    moment = watched.wait(shows)
    times = watched.times[what]
    if moment is None:
        times.missed += 1
    else:
        times.painted.append((moment - began) * 1e3)


@contextmanager
def _restored(file: Path) -> Iterator[None]:
    """The file as it was, afterwards."""
    with tempfile.TemporaryDirectory(prefix="ilgi-keys-") as aside:
        shutil.copy2(file, aside)
        try:
            yield
        finally:
            kept = Path(aside, file.name)
            times = kept.stat()
            file.write_bytes(kept.read_bytes())
            os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def _painted(posts: int, what: str, times: Times) -> Painted:
    keys = len(times.painted) + times.missed
    figures = (*_of(times.painted), *_of(times.rest))
    return Painted(posts, what, keys, times.missed, *figures)


def _of(times: Sequence[float]) -> tuple[float | None, float | None]:
    if len(times) < 2:
        return (times[0], times[0]) if times else (None, None)
    return median(times), quantiles(times, n=20, method="inclusive")[-1]


def table(figures: Sequence[Painted]) -> Table:
    """A row for each kind of key and size of journal."""
    heads = ("ms", "posts", "keys", "missed", "p95 asked", "p50", "p95", "at rest p50", "p95")
    rows = [
        (
            *(one.what, f"{one.posts:,}", f"{one.keys}", f"{one.missed}"),
            f"{target(one.what, one.posts)}",
            *map(cell, (one.p50_ms, one.p95_ms, one.rest_p50_ms, one.rest_p95_ms)),
        )
        for one in figures
    ]
    return Table("From a key to the screen", heads, rows)
