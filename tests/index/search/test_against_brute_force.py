"""Thousands of queries over own and real posts, held against looking at every post from end to end.

What a query means is said here a second time, on the normalised texts of the documents, and shares
nothing with the search but what a post is.
"""

from __future__ import annotations

import random
import re
import shutil
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from index.journal import Journal
from index.post import Document, Post, newest_first
from tests.corpora import JOURNALS

_CJK: Final = "\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
_LETTER: Final = rf"[^\W_{_CJK}]"
_EACH: Final = 300
_ROUNDS: Final = 8

Paths = frozenset[str]


_PLAIN: Final = {
    **dict.fromkeys("‘’ʼ", "'"),
    **dict.fromkeys("“”", '"'),
    **dict(zip("ёłđðøıħŧŋĸ", "еlddoihtnq", strict=True)),
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
}
"""Letters and quotes without an accent to take away, and what they are compared as."""


def folded(text: str) -> str:
    """NFC, no case, no accents on Latin and Greek letters, all characters of their usual width."""
    usual = (
        unicodedata.normalize("NFKC", c) if unicodedata.east_asian_width(c) in "FH" else c
        for c in text
    )
    characters = []
    for character in unicodedata.normalize("NFC", "".join(usual)).casefold():
        bare = unicodedata.normalize("NFD", _PLAIN.get(character, character))
        is_bared = "a" <= bare[0] <= "z" or "\u0370" <= bare[0] <= "\u03ff" or character in _PLAIN
        characters.append(bare if is_bared else character)
    return "".join(c for c in "".join(characters) if not 0x300 <= ord(c) < 0x370)


def flattened(text: str) -> str:
    """Folded, with one blank for many, none beside Korean, and paragraphs kept apart."""
    paragraphs = re.split(r"\n\s*\n", folded(text))
    flat = (re.sub(r"\s+", " ", paragraph).strip() for paragraph in paragraphs)
    return "\n".join(re.sub(rf"(?<=[{_CJK}]) | (?=[{_CJK}])", "", line) for line in flat)


def humps(text: str) -> Iterator[str]:
    """The parts of words in camel case, folded."""
    for word in re.findall(rf"{_LETTER}+", unicodedata.normalize("NFC", text)):
        for part in re.split(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", word):
            yield folded(part)


def greek(text: str) -> Iterator[str]:
    """The names of Greek letters, and the letters that are named in TeX."""
    for letter in re.findall(r"(?<![\u0370-\u03ff])[α-ρσ-ω](?![\u0370-\u03ff])", folded(text)):
        yield unicodedata.name(letter).rpartition(" ")[2].lower().replace("lamda", "lambda")
    for name in re.findall(r"\\(?:var)?([a-z]+)(?![a-z])", text.lower()):
        try:
            yield unicodedata.lookup(f"GREEK SMALL LETTER {name.replace('lambda', 'lamda')}")
            yield name
        except KeyError:
            continue


def _escaped(text: str) -> str:
    """A text as it is written in quotes, where a backslash takes the next sign as it is."""
    return text.replace("\\", "\\\\")


class Read:
    """A document and all that a query may ask of it."""

    def __init__(self, document: Document) -> None:
        post = document.post
        self.post = post
        fields = {
            "title": post.title,
            "tag": "\n\n".join(
                (
                    *(*post.tags, *post.categories),
                    *(name for name in post.aliases if "/" not in name),
                    called(post.path),
                    post.about,
                )
            ),
            "person": "\n\n".join(post.people),
            "heading": "\n\n".join(heading.text for heading in document.outline.headings),
            "body": document.prose,
            "code": document.code,
        }
        self.flat = "\0".join(map(flattened, fields.values()))
        self.words_of = {name: words_in(text) for name, text in fields.items()}
        self.words = sorted(set().union(*self.words_of.values()))
        self.tags = {part for tag in post.tags for part in lineage(folded(tag))}
        self.categories = {part for name in post.categories for part in lineage(folded(name))}


def called(path: str) -> str:
    """The name of a file without its day, or that of its folder where it is an index."""
    *_, folder, name = ["", *path.split("/")]
    stem = name[: name.rindex(".")]
    called = folder if stem.lower() in {"index", "_index", "readme"} and folder else stem
    return re.sub(r"^\d{4}-\d{1,2}-\d{1,2}[-_ ]*", "", called)


def words_in(text: str) -> set[str]:
    """The Latin words of a text and their parts, folded, with Greek letters by their names."""
    return {*re.findall(rf"{_LETTER}+", folded(text)), *humps(text), *greek(text)}


def has(words: Sequence[str], word: str, *, prefix: bool = False) -> bool:
    """Whether a word, or one that begins with it, is among some in order."""
    place = bisect_left(words, word)
    if place == len(words):
        return False
    return words[place].startswith(word) if prefix else words[place] == word


def lineage(name: str) -> Iterator[str]:
    """A nested name and all above it."""
    parts = name.split("/")
    for end in range(1, len(parts) + 1):
        yield "/".join(parts[:end])


@dataclass(frozen=True)
class AskedQuestion:
    """A query as typed, and the posts that it means."""

    text: str
    meant: Paths


class Asking:
    """Makes queries out of what the posts say. The same seed gives the same queries."""

    def __init__(self, posts: Sequence[Read]) -> None:
        self.posts = posts
        self.everything = frozenset(read.post.path for read in posts)
        self.runs = sorted(set(re.findall(f"[{_CJK}]+", "\n".join(r.flat for r in posts))))
        # Consonants alone ask for what begins with them.
        words = set().union(*(read.words for read in posts))
        self.words = sorted(word for word in words if not re.fullmatch("[ㄱ-ㅎ]+", word))
        self.tags = sorted(set().union(*(read.tags for read in posts)))
        self.categories = sorted(set().union(*(read.categories for read in posts)))
        self.days = sorted({d for read in posts if (d := day_of(read.post)) is not None})

    def those(self, meant: Callable[[Read], bool]) -> Paths:
        return frozenset(read.post.path for read in self.posts if meant(read))

    def word(self, draw: random.Random) -> AskedQuestion:
        word = draw.choice(self.words)
        return AskedQuestion(f"{word} ", self.those(lambda read: has(read.words, word)))

    def field(self, draw: random.Random) -> AskedQuestion:
        field = draw.choice(("title", "heading", "body", "code"))
        words = sorted(draw.choice(self.posts).words_of[field]) or ["nothing"]
        word = draw.choice(words)
        return AskedQuestion(
            f"{field}:{word} ", self.those(lambda read: word in read.words_of[field])
        )

    def prefix(self, draw: random.Random) -> AskedQuestion:
        word = draw.choice(self.words)[: draw.randint(1, 3)]
        return AskedQuestion(
            f"{word}*", self.those(lambda read: has(read.words, word, prefix=True))
        )

    def substring(self, draw: random.Random) -> AskedQuestion:
        while True:
            run = draw.choice(self.runs)
            length = min(len(run), draw.randint(1, 6))
            start = draw.randint(0, len(run) - length)
            part = run[start : start + length]
            # Consonants alone ask for what begins with them.
            if not re.fullmatch("[ㄱ-ㅎ]+", part):
                return AskedQuestion(f"{part} ", self.holding(part))

    def phrase(self, draw: random.Random) -> AskedQuestion:
        while True:
            line = draw.choice(re.split("[\n\0]", draw.choice(self.posts).flat))
            words = [*re.finditer(rf"[{_CJK}]+|{_LETTER}+(?:[._-]{_LETTER}+)*", line)]
            if len(words) < 2:
                continue
            first = draw.randrange(len(words) - 1)
            last = min(first + draw.randint(1, 4), len(words) - 1)
            text = line[words[first].start() : words[last].end()]
            if '"' not in text and text.isprintable():
                return AskedQuestion(f'"{_escaped(text)}"', self.holding(text))

    def begun(self, draw: random.Random) -> AskedQuestion:
        """A phrase whose last word, a Latin one, is still being typed."""
        while True:
            text = self.phrase(draw).text[1:-1].replace("\\\\", "\\")
            word = re.search(rf"{_LETTER}+\Z", text)
            if word and word.start():
                text = text[: draw.randint(word.start() + 1, len(text))]
                return AskedQuestion(f'"{_escaped(text)}', self.holding(text, going_on=True))

    def mixed(self, draw: random.Random) -> AskedQuestion:
        """A Latin word with Korean at its end or before it, as texts have them."""
        while True:
            found = re.findall(
                rf"(?:{_LETTER}+[{_CJK}]{{1,3}}|[{_CJK}]{{1,3}}{_LETTER}+)(?!{_LETTER})",
                draw.choice(self.posts).flat,
            )
            if found:
                text = draw.choice(found)
                return AskedQuestion(f"{text} ", self.holding(text))

    def joined(self, draw: random.Random) -> AskedQuestion:
        """Words with signs in them: ``node.js``, ``f1-score``, ``snake_case``, ``C++``."""
        while True:
            found = re.findall(
                rf"(?<![\w.])(?:{_LETTER}+(?:[._'-]{_LETTER}+)+|{_LETTER}(?:\+\+|#))(?![\w*])",
                draw.choice(self.posts).flat,
            )
            if found:
                text = draw.choice(found)
                return AskedQuestion(f"{text} ", self.holding(text))

    def tag(self, draw: random.Random) -> AskedQuestion:
        tag = draw.choice(self.tags)
        if draw.random() < 0.3 and re.fullmatch(r"\w+", tag):
            start = tag[: draw.randint(1, len(tag))]
            return AskedQuestion(
                f"tag:{start}* ", self.those(lambda r: any(t.startswith(start) for t in r.tags))
            )
        return AskedQuestion(f'tag:"{tag}"', self.those(lambda read: tag in read.tags))

    def category(self, draw: random.Random) -> AskedQuestion:
        name = draw.choice(self.categories)
        return AskedQuestion(f'cat:"{name}"', self.those(lambda read: name in read.categories))

    def dates(self, draw: random.Random) -> AskedQuestion:
        first, last = sorted((draw.choice(self.days), draw.choice(self.days)))
        text, meant = draw.choice(
            (
                (f"date:{first.year}", lambda day: day.year == first.year),
                (f"date:{first:%Y-%m}", lambda day: f"{day:%Y-%m}" == f"{first:%Y-%m}"),
                (f"date:{first}", lambda day: day == first),
                (f"date:{first}..{last}", lambda day: first <= day <= last),
                (
                    f"date:{first:%Y-%m}..{last:%Y-%m}",
                    lambda day: f"{first:%Y-%m}" <= f"{day:%Y-%m}" <= f"{last:%Y-%m}",
                ),
                (f"after:{first}", lambda day: day >= first),
                (f"before:{first}", lambda day: day < first),
            )
        )
        return AskedQuestion(
            f"{text} ", self.those(lambda r: (d := day_of(r.post)) is not None and meant(d))
        )

    def two_words(self, draw: random.Random) -> AskedQuestion:
        one, other = self.leaf(draw), self.leaf(draw)
        return AskedQuestion(f"{one.text} {other.text}", one.meant & other.meant)

    def combined(self, draw: random.Random, depth: int = 3) -> AskedQuestion:
        """Of AND, OR, NOT and brackets, three deep at the most."""
        if depth == 0 or draw.random() < 0.25:
            return self.leaf(draw)
        parts = [self.combined(draw, depth - 1) for _ in range(draw.randint(2, 3))]
        match draw.randrange(4):
            case 0:
                text = draw.choice((" ", " AND ")).join(f"({part.text} )" for part in parts)
                return AskedQuestion(text, frozenset.intersection(*(part.meant for part in parts)))
            case 1 | 2:
                text = draw.choice((" OR ", " | ")).join(f"({part.text} )" for part in parts)
                return AskedQuestion(
                    f"({text} )", frozenset().union(*(part.meant for part in parts))
                )
            case _:
                sign = draw.choice(("-", "NOT "))
                return AskedQuestion(f"{sign}({parts[0].text} )", self.everything - parts[0].meant)

    def leaf(self, draw: random.Random) -> AskedQuestion:
        kinds = (self.word, self.substring, self.prefix, self.tag, self.dates, self.phrase)
        return draw.choices(kinds, weights=(4, 4, 2, 1, 1, 1))[0](draw)

    def holding(self, text: str, *, going_on: bool = False) -> Paths:
        """The posts in which a text stands, Latin words at its ends whole or still going on."""
        wanted = flattened(text)
        before = rf"(?<!{_LETTER})" if re.match(_LETTER, wanted) else ""
        ended = re.search(rf"{_LETTER}\Z", wanted) and not going_on
        after = rf"(?!{_LETTER})" if ended else ""
        pattern = re.compile(before + re.escape(wanted) + after)
        return self.those(lambda read: wanted in read.flat and bool(pattern.search(read.flat)))


def day_of(post: Post) -> date | None:
    return post.date.date() if post.date else None


@pytest.fixture(scope="module")
def asking(indexed: Journal) -> Asking:
    # In an order that does not depend on when files were changed.
    dated = newest_first(replace(p, date=None) if p.is_estimated else p for p in indexed.posts)
    return Asking([Read(indexed.document(post.path)) for post in dated])


_KINDS: Final = (
    *(
        "word",
        "field",
        "prefix",
        "substring",
        "phrase",
        "begun",
        "mixed",
        "joined",
        "tag",
        "category",
        "dates",
    ),
    *("two_words", "combined"),
)


@pytest.mark.parametrize("kind", _KINDS)
def test_a_query_finds_what_reading_every_post_finds(
    kind: str, asking: Asking, indexed: Journal
) -> None:
    draw = random.Random(kind)
    different: list[str] = []
    for _ in range(_EACH):
        asked: AskedQuestion = getattr(asking, kind)(draw)
        answer = indexed.search(asked.text)
        found = [hit.post.path for hit in answer.hits]
        if len(found) != len(set(found)) or set(found) != asked.meant:
            lost, more = asked.meant - set(found), set(found) - asked.meant
            different.append(f"{asked.text!r}: lost {sorted(lost)[:3]}, more {sorted(more)[:3]}")
    assert different == []


def test_a_journal_that_changes_is_found_as_it_is_now(tmp_path: Path) -> None:
    """Posts edited, added, removed and found again, newest first, over many small segments."""
    root = tmp_path / "journal"
    shutil.copytree(JOURNALS / "jekyll", root)
    draw = random.Random("changes")
    different: list[str] = []
    with Journal.open(root, cache=tmp_path / "cache") as journal:
        journal.refresh()
        for turn in range(_ROUNDS):
            change(root, journal.posts, turn, draw)
            journal.refresh()
            asking = Asking([Read(journal.document(post.path)) for post in journal.posts])
            for _ in range(_EACH // _ROUNDS):
                asked = asking.combined(draw)
                newest = [post.path for post in journal.posts if post.path in asked.meant]
                found = [hit.post.path for hit in journal.search(f"({asked.text} ) sort:new").hits]
                if found != newest:
                    different.append(f"round {turn}: {asked.text!r}: {found}, not {newest}")
    assert different == []


def change(root: Path, posts: Sequence[Post], turn: int, draw: random.Random) -> None:
    """Give three posts the words of others, remove one, and add one somewhere in the past."""
    gone, *edited = draw.sample(posts, 4)
    for post in edited:
        other = (root / draw.choice(posts).path).read_text("utf-8")
        with (root / post.path).open("a", encoding="utf-8") as file:
            file.write(f"\n\n{other.rpartition('---')[2]}")
    name = f"{draw.randint(2019, 2023)}-0{draw.randint(1, 9)}-11-added{turn}.md"
    shutil.copy(root / draw.choice(posts).path, root / "_posts" / name)
    (root / gone.path).unlink()
