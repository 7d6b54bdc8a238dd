"""How much is found by each kind of query: queries made from the texts of real posts by a seed.

A query is a piece of what a reader sees of a post: a word, one without its particle, two words
without the blank between them, a phrase, a name from code, an address. Which posts it means is
judged as in ``recall``: by the text of the page as another Markdown renderer draws it.
"""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from index.journal import Journal
from index.relations.keywords import keywords

from .recall import CORPUS, Judged, judge_pages, pages_of

EACH: Final = 42
_LIQUID: Final = re.compile(r"\{[{%][^{}]*[%}]\}")
_HAN: Final = "\u4e00-\u9fff"
_KANA: Final = "\u3040-\u30ff"
_PIECES: Final[Mapping[str, str]] = {
    "Korean word": r"(?<![^\s(])[가-힣]{2,8}(?![^\s.,)])",
    "Korean, one syllable": r"(?<![^\s(])[가-힣](?![^\s.,)])",
    "Korean, blank left out": r"(?<![^\s(])[가-힣]{2,6} [가-힣]{2,6}(?![^\s.,)])",
    "phrase": r"(?<![^\s(])[가-힣a-z]{2,10} [가-힣a-z]{2,10} [가-힣a-z]{2,10}(?![^\s.,)])",
    "two words": r"(?<![^\s(])[가-힣a-z]{3,10} [가-힣a-z]{3,10}(?![^\s.,)])",
    "mixed scripts": r"(?<![\w.])[a-z]{2,12}[가-힣]{1,6}(?!\w)",
    "Latin word": r"(?<![^\s(])[a-z]{3,14}(?![^\s.,)])",
    "name in code": r"(?<![\w./-])[a-z]{2,12}(?:[._][a-z]{2,12}){1,2}(?![\w./-])",
    "address": r"(?<=://)[a-z0-9-]+(?:\.[a-z0-9-]+)+(?=[\s/])",
    "number": r"(?<![\w.,-])\d{1,3},\d{3}(?![\w.,-])",
    "Japanese": rf"[{_KANA}]{{3,8}}",
    "Chinese": rf"(?<![{_HAN}{_KANA}])[{_HAN}]{{2,6}}(?![{_HAN}{_KANA}])",
    "symbol": "[\U0001f300-\U0001faff✅★→]",
}


def measure(corpus: Path = CORPUS, seed: int = 17, each: int = EACH) -> list[Judged]:
    """Ask so many queries of each kind of a journal of the posts in a folder."""
    with (
        tempfile.TemporaryDirectory(prefix="ilgi-kinds-") as cache,
        Journal.open(corpus, cache=Path(cache)) as journal,
    ):
        journal.refresh()
        pages = pages_of(journal)
        return judge_pages(journal, pages, queries(pages, random.Random(seed), each))


def queries(
    pages: Mapping[str, str], chance: random.Random, each: int = EACH
) -> dict[str, Sequence[str]]:
    """Queries of each kind, no two alike, one of a page where there are pages enough.

    Args:
        pages: What a reader sees of each post, by its path.
        chance: What they are drawn with.
        each: How many of a kind.
    """
    # The second half of a page are the parts of its camelCase words; nobody sees Liquid.
    pages = {path: _LIQUID.sub(" ", page[: len(page) // 2]) for path, page in pages.items()}
    found: dict[str, dict[str, None]] = {kind: {} for kind in (*_PIECES, "Korean, no particle")}
    for kind, source in _PIECES.items():
        pattern = re.compile(source)
        for path in chance.sample(sorted(pages), len(pages)):
            pieces = pattern.findall(pages[path])
            if pieces and len(found[kind]) < each:
                found[kind][_asked(kind, chance.choice(pieces))] = None
    for path in chance.sample(sorted(pages), len(pages)):
        stems = [word for word in keywords(pages[path]).times if re.fullmatch("[가-힣]{2,8}", word)]
        if stems and len(found["Korean, no particle"]) < each:
            found["Korean, no particle"][chance.choice(stems)] = None
    return {kind: tuple(asked) for kind, asked in found.items() if asked}


def _asked(kind: str, piece: str) -> str:
    match kind:
        case "phrase":
            return f'"{piece}"'
        case "Korean, blank left out":
            return piece.replace(" ", "")
        case _:
            return piece
