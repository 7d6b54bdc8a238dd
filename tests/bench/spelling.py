"""Whether a word that is mistyped is offered as the journal spells it.

Words are drawn from real posts by a seed: four sets of sixty, Korean and Latin, of titles, headings
and tags, and of bodies. Each is typed with one slip of a finger on the keyboard that types it (the
two-set one for Hangul): a key left out, pressed twice, swapped with the next one, a neighbour of it
instead of it or beside it. A slip that finds posts as it stands is drawn again.
"""

from __future__ import annotations

import random
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import thread_time
from typing import Final

from index import hangul
from index.folding import fold
from index.journal import Journal
from index.relations.keywords import keywords

from .recall import CORPUS
from .tables import Table

EACH: Final = 60
_ROWS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_LONGEST: Final = 12


@dataclass(frozen=True, slots=True)
class Typed:
    """A word, what was typed for it, at which place it was offered (0: not), in how many ms."""

    kind: str
    word: str
    typed: str
    place: int
    milliseconds: float


def measure(corpus: Path = CORPUS, seed: int = 17, each: int = EACH) -> list[Typed]:
    """Mistype words of the posts in a folder, and look what is offered."""
    with (
        tempfile.TemporaryDirectory(prefix="ilgi-spelling-") as cache,
        Journal.open(corpus, cache=Path(cache)) as journal,
    ):
        journal.refresh()
        return [*ask(journal, random.Random(seed), each)]


def ask(journal: Journal, chance: random.Random, each: int = EACH) -> Iterator[Typed]:
    """Mistype so many words of each set."""
    for kind, words in _sets(journal).items():
        chosen = chance.sample(words, len(words))
        found = 0
        for word in chosen:
            typed = _slip(journal, word, chance)
            if typed is None:
                continue
            answer = journal.search(f"{typed} ")
            began = thread_time()
            offered = [one.query.strip() for one in journal.suggest(answer)]
            spent = (thread_time() - began) * 1000
            place = next((i for i, one in enumerate(offered, 1) if fold(one) == word), 0)
            yield Typed(kind, word, typed, place, spent)
            found += 1
            if found == each:
                break


def _sets(journal: Journal) -> dict[str, list[str]]:
    """The words of each set, those that stand in two posts at least."""
    named, written = Counter[str](), Counter[str]()
    for post in journal.posts:
        document = journal.document(post.path)
        headings = (heading.text for heading in document.outline.headings)
        named.update(keywords(post.title, *headings, *post.tags).times.keys())
        written.update(keywords(document.prose).times.keys())
    often = {word for word, posts in (named + written).items() if posts > 1}
    scripts = {"Korean": re.compile("[가-힣]+"), "Latin": re.compile("[a-z]{4,}")}
    return {
        f"{script}, {place}": sorted(
            word for word in often & set(words) if len(word) <= _LONGEST and pattern.fullmatch(word)
        )
        for script, pattern in scripts.items()
        for place, words in (("titles", named), ("bodies", written))
    }


def _slip(journal: Journal, word: str, chance: random.Random) -> str | None:
    """A word with one slip that finds nothing; None where eight of them find something."""
    keys = word if word.isascii() else hangul.keys(word)
    for _ in range(8):
        slipped = _slipped(keys, chance)
        typed = slipped if word.isascii() else hangul.composed(slipped)
        if typed != word and not journal.search(f"{typed} ").total:
            return typed
    return None


def _slipped(keys: str, chance: random.Random) -> str:
    at = chance.randrange(len(keys))
    key = keys[at]
    near = chance.choice(_neighbours(key.lower()))
    match chance.choice(("omitted", "doubled", "swapped", "neighbour", "both")):
        case "omitted":
            return keys[:at] + keys[at + 1 :]
        case "doubled":
            return keys[:at] + key + keys[at:]
        case "swapped":
            return keys[:at] + keys[at : at + 2][::-1] + keys[at + 2 :]
        case "neighbour":
            return keys[:at] + near + keys[at + 1 :]
        case _:
            return keys[: at + 1] + near + keys[at + 1 :]


def _neighbours(key: str) -> Sequence[str]:
    row = next(row for row in _ROWS if key in row)
    at = row.index(key)
    return row[max(0, at - 1) : at] + row[at + 1 : at + 2]


def table(typed: Sequence[Typed]) -> Table:
    """How often the word is the first, and among the first three, for each set and all."""
    rows = []
    for kind in (*dict.fromkeys(one.kind for one in typed), "all"):
        some = [one for one in typed if kind in {one.kind, "all"}]
        first = sum(one.place == 1 for one in some) / len(some)
        three = sum(1 <= one.place <= 3 for one in some) / len(some)
        times = sorted(one.milliseconds for one in some)
        wrong = [f"{one.typed} ({one.word})" for one in some if one.place != 1]
        shown = "" if kind == "all" else ", ".join(wrong[:12])
        cells = (f"{len(some)}", f"{first:.2f}", f"{three:.2f}")
        spent = (f"{times[len(times) // 2]:.0f}", f"{times[len(times) * 95 // 100]:.0f}")
        rows.append((kind, *cells, *spent, shown))
    heads = ("set", "words", "first", "first three", "ms p50", "p95", "not first")
    return Table("Mistyped words", heads, rows)
