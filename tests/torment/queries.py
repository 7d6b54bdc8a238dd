"""Queries at random and by the grammar: any text is one, and none is answered late."""

from __future__ import annotations

import random
import re
import string
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from index.journal import Journal
from index.results import Marks
from index.search.query.describe import describe
from index.search.query.parse import parse
from tests.bench.corpus import write_journal as write_study_log
from tui.language import choose_language
from tui.language.wording import worded

POSTS: Final = 40
_TODAY: Final = date(2024, 5, 1)
_HARMFUL: Final = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_WORDS: Final = (
    "학습", "손실", "데이터", "loss", "tensor", "model", "학", "ㅎㅅ", "ㄱ", "ㅡ드ㅐ", "cpffhdl",
    "a", "가나다라마", "C++", "x_i", "α", "don't", "e\u0301", "ﬁ", "Straße", "🙂", "\u200b",
    "\u202e", "\x1b[2J", "\x00", "\\", "…",
)  # fmt: skip
_FIELDS: Final = (
    "tag", "cat", "title", "heading", "code", "date", "after", "before", "updated", "person",
    "series", "lang", "has", "is", "note", "sort", "body", "TAG", "없다", "http", "x",
)  # fmt: skip
_VALUES: Final = (
    "2021-09", "2021-13", "0000", "9999-12-31", "지난주", "last week", "7d", "99999999999d", "-1",
    "2021..2020", "2021-02-30", "..", "today", "3월 5일", "math", "unread", "old", "python",
    "PyTorch", "정리", '""', "*", "", ">2021", "<= 2020-05", "1월", "year", "this month", "٢٠٢١",
    "²", "1e9d",
)  # fmt: skip
_PATTERNS: Final = (
    "los+", "(a+)+$", "(.*)*x", "[", "(?:", "(?i)x", "\\p{Hangul}+", "^", "(?<=a)b", "학.{0,5}습",
    "a{9999}", "(?R)", "\\1", ".", "(x*)*y", "\\d+",
)  # fmt: skip
MARKS: Final = Marks()


class Queries:
    """Text, and the start and the end of it, asked of a small journal."""

    name = "queries"
    seconds = 10.0
    is_cut = True

    def __init__(self, folder: Path) -> None:
        """Make a journal and its index in an empty folder."""
        write_study_log(folder / "log", POSTS)
        self._journal = Journal.open(folder / "log", cache=folder / "cache")
        self._journal.refresh()

    def close(self) -> None:
        """Let go of the journal."""
        self._journal.close()

    def make(self, draw: random.Random, number: int) -> bytes:
        """A query as UTF-8."""
        match number % 5:
            case 0:
                made = "".join(draw.choices(string.printable, k=draw.randint(0, 60)))
            case 1:
                made = "".join(
                    chr(draw.randrange(1, draw.choice((0x80, 0x800, 0xD800, 0x20000))))
                    for _ in range(draw.randint(1, 30))
                )
            case 2:
                pieces = (*_WORDS, *_VALUES, *'()"|:-~/*, #', " OR ", " NOT ", " AND ", *_FIELDS)
                made = "".join(draw.choices(pieces, k=draw.randint(1, 30)))
            case 3 if draw.random() < 0.05:
                made = draw.choice(("(", "-", '"', "a OR ", "tag:", "/a/ ", "학 ", "ㄱ")) * 9_000
            case _:
                made = written(draw)
        return made.encode("utf-8", "surrogatepass")

    def check(self, made: bytes) -> Iterator[str]:
        """What is wrong with the answer to a query."""
        text = made.decode("utf-8", "surrogatepass" if made.isascii() else "replace")
        query = parse(text, _TODAY)
        for language in ("en", "ko"):
            choose_language(language)
            for message in (describe(query), *query.hints):
                if found := _HARMFUL.search(worded(message)):
                    yield f"a control reaches what is said: {found[0]!r}"
        journal = self._journal
        answer = journal.search(text, marks=MARKS)
        paths = [hit.post.path for hit in answer.hits]
        if len(paths) != len({*paths}):
            yield "a post is found twice"
        if [hit.post.path for hit in journal.search(text, marks=MARKS).hits] != paths:
            yield "the same query is answered in another way"
        if len(text) < 200:
            for cursor in {0, len(text) // 2, len(text)}:
                journal.complete(text, cursor, marks=MARKS)
            for suggestion in journal.suggest(answer, marks=MARKS):
                journal.search(suggestion.query)
        for hit in answer.hits[:2]:
            journal.snippet(hit.post, answer)
            journal.terms(journal.document(hit.post.path), answer)
        journal.facets(answer)


def written(draw: random.Random, depth: int = 0) -> str:
    """A query by the grammar, with a mistake now and then."""
    roll = draw.random()
    if depth > 4 or roll < 0.35:
        made = draw.choice(_WORDS)
        made += draw.choice(("", "", "", "*", "~", "~2", "~9"))
    elif roll < 0.5:
        value = draw.choice((*_VALUES, *_WORDS))
        more = f",{draw.choice(_VALUES)}" if draw.random() < 0.2 else ""
        made = f"{draw.choice(_FIELDS)}:{value}{more}"
    elif roll < 0.6:
        words = " ".join(draw.choices(_WORDS, k=draw.randint(1, 4)))
        made = f'"{words}"' + draw.choice(("", "~3", "~999", "*", "~"))
    elif roll < 0.65:
        made = f"/{draw.choice(_PATTERNS)}/"
    elif roll < 0.75:
        made = draw.choice(("-", "NOT ")) + written(draw, depth + 1)
    elif roll < 0.85:
        made = f"({written(draw, depth + 1)})"
    else:
        joint = draw.choice((" ", " ", " OR ", " | ", " AND "))
        made = joint.join(written(draw, depth + 1) for _ in range(draw.randint(2, 4)))
    if draw.random() < 0.03:
        at = draw.randint(0, len(made))
        made = made[:at] + draw.choice('()":-/|') + made[at:]
    return made
