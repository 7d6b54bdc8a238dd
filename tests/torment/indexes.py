"""Damaged indexes: answered as a fresh index answers, or told; before it is opened, and while."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from index.journal import Journal

from .damage import damaged

QUERIES: Final = (
    "데이터 ", "loss ", "w7 ", "los", "데", "글", "tag:even", "tag:odd loss", "title:글",
    "title:글 3", "데이터 OR loss", "loss -데이터", "-loss", '"loss 데이터"', '"loss 데이터 w"',
    '"데이터 w"~3', "/w1+/", "date:2021-01", "date:2021-01-05", "after:2021-01-10",
    "before:2021-01-04", "has:code", "is:draft", "heading:부분", "code:value", "sort:old loss",
    "sort:title 데이터", "lsos~", "w1*", "(w1 OR w2) loss",
)  # fmt: skip
"""Thirty queries of all kinds."""
_POSTS: Final = 24


class Indexes:
    """Files of an index of three segments flipped, cut, emptied, gone, or another's."""

    name = "indexes"
    seconds = 60.0
    is_cut = False

    def __init__(self, folder: Path) -> None:
        """Make a journal and its index in an empty folder."""
        self._root, self._cache, self._mine = folder / "log", folder / "whole", folder / "mine"
        self._root.mkdir()
        for number in range(_POSTS):
            write_post(self._root, number, f"loss 데이터 w{number}\n" * (1 + number % 3))
        with Journal.open(self._root, cache=self._cache) as journal:
            journal.refresh()
            for changed in (3, 17):
                write_post(self._root, changed, f"loss w{changed} 다시\n" * 300)
                journal.refresh()
        with Journal.open(self._root, cache=folder / "fresh") as journal:
            journal.refresh()
            self._right = {query: found(journal, query)[0] for query in QUERIES}
        (kept,) = self._cache.iterdir()
        self._names = sorted(path.name for path in kept.iterdir() if path.suffix != ".lock")

    def make(self, draw: random.Random, number: int) -> bytes:
        """What is done to which files, as JSON."""
        chosen = draw.sample(self._names, k=draw.choice((1, 1, 1, 2, 3)))
        way = draw.choice(("damage", "damage", "damage", "cut", "empty", "gone", "swap", "folder"))
        said = {"opened": bool(number % 2), "way": way, "files": chosen, "draw": draw.random()}
        return json.dumps(said).encode()

    def check(self, made: bytes) -> Iterator[str]:
        """What is wrong with the answers of a damaged index, and of the one made in its stead."""
        try:
            said = json.loads(made)
            opened, way, chosen = bool(said["opened"]), str(said["way"]), list(said["files"])
            draw = random.Random(float(said["draw"]))
        except (ValueError, KeyError, TypeError):
            return  # what is left of a case that was made smaller is none
        shutil.rmtree(self._mine, ignore_errors=True)
        shutil.copytree(self._cache, self._mine)
        (folder,) = self._mine.iterdir()
        if not opened:
            _damage(folder, way, chosen, draw)
        with Journal.open(self._root, cache=self._mine) as journal:
            if opened:
                found(journal, QUERIES[0])
                _damage(folder, way, chosen, draw)
            for query in QUERIES:
                paths, hints = found(journal, query)
                told = not journal.ready or "no-index-yet" in hints
                if paths != self._right[query] and not told:
                    yield f"a wrong answer, and nothing is told: {query}, {said}"
            journal.refresh()
            for query in QUERIES:
                if found(journal, query)[0] != self._right[query]:
                    yield f"a wrong answer after a refresh: {query}, {said}"


def write_post(root: Path, number: int, text: str) -> None:
    """Write a post that ``QUERIES`` find."""
    tag = "even" if number % 2 == 0 else "odd"
    head = f"---\ntitle: 글 {number}\ndate: 2021-01-{number + 1:02}\ntags: [{tag}]\n---\n"
    part = f"\n## 부분 {number}\n\n```python\nvalue = {number}\n```\n"
    (root / f"{number:02}.md").write_text(head + text + part, encoding="utf-8")


def found(journal: Journal, query: str) -> tuple[list[str], tuple[str, ...]]:
    """The posts that a query finds, and the codes of the hints."""
    answer = journal.search(query)
    paths = [hit.post.path for hit in answer.hits]
    # Which of two posts comes first whose scores are the same, the segments decide.
    return (paths if "sort:" in query else sorted(paths)), tuple(hint.code for hint in answer.hints)


def _damage(folder: Path, way: str, names: list[str], draw: random.Random) -> None:
    for name in names:
        path = folder / name
        if not path.is_file():
            continue
        data = path.read_bytes()
        match way:
            case "damage":
                # In place, as for who has the file open or mapped.
                with path.open("r+b") as file:
                    file.write(damaged(data, draw))
                    file.truncate()
            case "cut":
                with path.open("r+b") as file:
                    file.truncate(draw.randrange(len(data) + 1))
            case "empty":
                with path.open("r+b") as file:
                    file.truncate(0)
            case "gone":
                path.unlink()
            case "swap":
                others = [one for one in sorted(folder.iterdir()) if one.is_file() and one != path]
                path.write_bytes(draw.choice(others).read_bytes())
            case _:
                path.unlink()
                path.mkdir()
