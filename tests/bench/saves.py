"""Open files and memory while a journal's posts are saved, with a search after each save.

``library`` refreshes a ``Journal`` of this process as the browser does, keeps an answer of each
save for a while, and never collects garbage, so that only what is let go of by counting is freed.
``browser`` runs ilgi in a pseudo-terminal with a search open. A save writes another word to a post,
which the search looks for: ``missed`` says how many saves were not found by it.
"""

from __future__ import annotations

import gc
import os
import resource
import shutil
import tempfile
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from index.journal import Journal

from .corpus import body_mark, kept_journal
from .processes import private_mb, run
from .terminal import ILGI, Terminal, environment

MODES: Final = ("library", "browser")
_KEPT_ANSWERS: Final = 20
_SAVED_POSTS: Final = 8
_SECONDS_TO_SHOW: Final = 20.0
_SEARCH: Final = "zzsave"
"""What all words begin with that are saved, and nothing else."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the program holds after so many saves: open files, private memory in MB, segments."""

    mode: str
    posts: int
    saves: int
    open_files: int
    private_mb: float
    segments: int
    missed: int


def measure(
    journals: Path, posts: int, mode: str, saves: int, *, every: int = 10, files: int | None = None
) -> Iterator[Held]:
    """Save posts of a journal that is made for it, and look at what is held every so often.

    Args:
        journals: Where the journal is made, which is copied before anything is written to it.
        posts: How many posts it has.
        mode: One of ``MODES``.
        saves: How many posts are saved.
        every: After how many saves it is looked at.
        files: How many files the program may have open, as ``ulimit -n`` sets it.

    Yields:
        What is held before the first save and after every so many.
    """
    with tempfile.TemporaryDirectory(prefix="ilgi-bench-") as scratch:
        journal, cache = Path(scratch, "journal"), Path(scratch, "cache")
        shutil.copytree(kept_journal(journals, posts), journal)
        run([*ILGI, "index", str(journal)], environment(cache))
        measured = _library if mode == "library" else _browser
        with _limited(files):
            for done, pid, missed in measured(journal, cache, posts, saves):
                if done % every == 0 or done in {12, saves}:
                    yield Held(
                        mode,
                        posts,
                        done,
                        len(os.listdir(f"/proc/{pid}/fd")),  # noqa: PTH208  names are counted
                        private_mb(pid),
                        len([*cache.glob("*/*.terms")]),
                        missed,
                    )


@contextmanager
def _limited(files: int | None) -> Iterator[None]:
    """Let no more than so many files be open, here and in what is started meanwhile."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (files or soft, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def _library(journal: Path, cache: Path, posts: int, saves: int) -> Iterator[tuple[int, int, int]]:
    """What is done, the process to look at, and what was not found, after each save."""
    pid, missed = os.getpid(), 0
    collecting = gc.isenabled()
    gc.collect()
    gc.disable()
    try:
        with Journal.open(journal, cache=cache) as opened:
            opened.refresh()
            opened.prepare()
            answers = deque([opened.search("학습")], maxlen=_KEPT_ANSWERS)
            yield 0, pid, 0
            for save, (path, word) in enumerate(_saved(journal, saves), 1):
                opened.refresh(paths={path})
                answer = opened.search(word)
                missed += path not in {post.path for post in answer.posts}
                answers.append(opened.search("학습"))
                opened.facets(answers[-1])
                opened.snippet(answers[0].posts[0], answers[0])
                opened.related(answers[-1].posts[0])
                opened.backlinks(answers[-1].posts[0])
                opened.complete("tag:", 4)
                opened.prepare()
                if opened.tidy():
                    opened.prepare()
                yield save, pid, missed
    finally:
        if collecting:
            gc.enable()


def _browser(journal: Path, cache: Path, posts: int, saves: int) -> Iterator[tuple[int, int, int]]:
    """The same by the program in a terminal, with a search open for what is saved."""
    missed = 0
    with Terminal([*ILGI, str(journal)], environment(cache)) as terminal:
        terminal.wait_for(body_mark(posts))
        terminal.settle()
        terminal.press("s")
        terminal.settle()
        terminal.press(_SEARCH)
        terminal.settle()
        yield 0, terminal.pid, 0
        for save, (_, word) in enumerate(_saved(journal, saves), 1):
            try:
                terminal.wait_for(word, seconds=_SECONDS_TO_SHOW)
            except TimeoutError:
                missed += 1
            terminal.settle(seconds=0.2)
            yield save, terminal.pid, missed


def _saved(journal: Path, saves: int) -> Iterator[tuple[str, str]]:
    """The path of each saved post, and the word that it holds since then and no other post does."""
    files = sorted((journal / "_posts").iterdir())
    texts = {file: file.read_text("utf-8") for file in files[-_SAVED_POSTS:]}
    for save in range(saves):
        file = files[-1 - save % len(texts)]
        word = f"{_SEARCH}{save:05}"
        head, _, body = texts[file].partition("\n---\n")
        file.write_text(f"{head}\n---\n\n{word} 학습\n{body}", "utf-8")
        yield file.relative_to(journal).as_posix(), word
