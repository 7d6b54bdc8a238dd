"""Posts as the peers get them, and the tokens that they are indexed by.

Tokens are those that a search in Korean needs: Latin words in letters and digits, folded, and of a
run of Korean, Chinese or Japanese each two neighbours, with its last character by itself, so that
any one character is the beginning of a token. ilgi keeps rather more: each character, the parts of
camelCase, pairs across blanks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from index.journal import Journal
from index.post import Document

CJK: Final = "\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
"""Kana, Han and Hangul, as the inside of a regular expression's character class."""

_TOKEN: Final = re.compile(rf"([{CJK}]+)|[^\W_{CJK}]+")


@dataclass(frozen=True, slots=True)
class Text:
    """A post: its place by date, from 1, and what is searched, filtered and counted by.

    ``text`` has title, headings, prose, code, tags and people, with a line between.
    """

    number: int
    path: str
    title: str
    tags: tuple[str, ...]
    category: str
    month: str
    text: str


def texts(journal: Path, step: int = 1) -> Iterator[Text]:
    """The posts of a journal by date, or those a step apart, each read as ilgi reads it."""
    names = sorted(path.name for path in (journal / "_posts").iterdir())
    with Journal.open(journal, cache=journal.with_name("cache-of-reading")) as opened:
        for place in range(0, len(names), step):
            yield text_of(opened.document(f"_posts/{names[place]}"), place + 1)


def some_texts(journal: Path, count: int) -> Iterator[Text]:
    """About so many posts of a journal, evenly spread, or all where there are no more."""
    posts = sum(1 for _ in (journal / "_posts").iterdir())
    return texts(journal, max(1, posts // count))


def text_of(document: Document, number: int) -> Text:
    """What a peer gets of a document."""
    post = document.post
    headings = "\n".join(heading.text for heading in document.outline.headings)
    names = "\n".join((*post.tags, *post.categories, *post.people))
    return Text(
        number,
        post.path,
        post.title,
        post.tags,
        post.categories[0] if post.categories else "",
        post.day[:7],
        "\n\n".join((post.title, headings, document.prose, document.code, names)),
    )


def fold(text: str) -> str:
    """NFC and no case."""
    return unicodedata.normalize("NFC", text).casefold()


def tokens(text: str) -> Iterator[str]:
    """The tokens of a text in order."""
    for match in _TOKEN.finditer(fold(text)):
        token = match[0]
        if match[1]:
            yield from map(str.__add__, token, token[1:])
            yield token[-1]
        else:
            yield token


def wanted(text: str) -> list[str]:
    """The tokens that follow each other where a text stands, within a run as well."""
    *before, last = (match[0] for match in _TOKEN.finditer(fold(text)))
    pairs = list(map(str.__add__, last, last[1:])) if re.match(f"[{CJK}]", last) else []
    return [*tokens(" ".join(before)), *(pairs or [last])]
