"""The same questions to every engine: drawn from what the posts say, each of one kind."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from .texts import CJK, Text, fold

Match = Literal["word", "prefix", "substring", "phrase"]

_WORD: Final = re.compile(r"\b[a-z]{2,}\b")
_RUN: Final = re.compile(rf"[{CJK}]+")
_NEIGHBOURS: Final = re.compile(rf"\b(?:[a-z]{{2,}}|[{CJK}]+) (?:[a-z]{{2,}}|[{CJK}]{{2,}})\b")
_SAMPLE: Final = 400


@dataclass(frozen=True, slots=True)
class Clause:
    """A text that a post must hold: ``substring`` is for Korean, the rest as named."""

    text: str
    match: Match = "word"


@dataclass(frozen=True, slots=True)
class Question:
    """Texts that are all wanted, a tag, months from one to another; best or newest first."""

    kind: str
    clauses: tuple[Clause, ...]
    tag: str | None = None
    months: tuple[str, str] | None = None
    newest: bool = False

    @property
    def query(self) -> str:
        """The question in ilgi's language, its last word not one that is still being typed."""
        parts = [_written(clause) for clause in self.clauses]
        if self.tag:
            parts.append(f'tag:"{self.tag}"')
        if self.months:
            parts.append("date:{}..{}".format(*self.months))
        if self.newest:
            parts.append("sort:new")
        return " ".join(parts) + " "


def _written(clause: Clause) -> str:
    match clause.match:
        case "phrase":
            return f'"{clause.text}"'
        case "prefix":
            return f"{clause.text}*"
        case _:
            return clause.text


def questions(texts: Sequence[Text], each: int, *, seed: int = 11) -> Iterator[Question]:
    """``each`` questions of every kind, about some of the posts."""
    draw = random.Random(seed)
    sample = texts if len(texts) <= _SAMPLE else draw.sample(list(texts), _SAMPLE)
    words: Counter[str] = Counter()
    runs: Counter[str] = Counter()
    tags = Counter(tag for text in texts for tag in text.tags)
    for text in sample:
        folded = fold(text.text)
        words.update(set(_WORD.findall(folded)))
        runs.update(set(_RUN.findall(folded)))
    common = [word for word, _ in words.most_common(2 * each)]
    rare = sorted(word for word, count in words.items() if count == 1 and len(word) > 4)
    long_runs = sorted(run for run in runs if len(run) > 3)
    known = [run for run, _ in runs.most_common(40 * each) if len(run) > 2]
    months = sorted({text.month for text in texts})
    often = [tag for tag, _ in tags.most_common(each)]
    for turn in range(each):
        word, other = Clause(draw.choice(common)), Clause(draw.choice(common))
        yield Question("common word", (Clause(common[turn % len(common)]),))
        yield Question("rare word", (Clause(draw.choice(rare)),))
        yield Question("nothing found", (Clause(f"{draw.choice(rare)[::-1]}qz"),))
        yield Question("two words", (word, other))
        yield Question("Korean substring", (Clause(_part(draw, known, long_runs), "substring"),))
        yield Question("one syllable", (Clause(draw.choice(draw.choice(known)), "substring"),))
        yield Question("phrase", (Clause(_neighbours(draw, sample), "phrase"),))
        for length, name in ((1, "one letter*"), (2, "two letters*"), (3, "three letters*")):
            yield Question(name, (Clause(draw.choice(rare)[:length], "prefix"),))
        yield Question("tag and word", (word,), tag=often[turn % len(often)])
        first = draw.randrange(len(months))
        span = months[first], months[min(first + 5, len(months) - 1)]
        yield Question("months and word", (other,), months=span)
        yield Question("word, newest", (Clause(common[turn % len(common)]),), newest=True)
        yield Question("two words, newest", (word, other), newest=True)


def _part(draw: random.Random, known: Sequence[str], runs: Sequence[str]) -> str:
    """A word that is often there, or three syllables out of any."""
    if draw.random() < 0.5:
        return draw.choice(known)
    run = draw.choice(runs)
    start = draw.randint(1, len(run) - 3)
    return run[start : start + 3]


def _neighbours(draw: random.Random, sample: Sequence[Text]) -> str:
    while True:
        found = _NEIGHBOURS.findall(fold(draw.choice(sample).text))
        if found:
            chosen: str = draw.choice(found)
            return chosen
