"""How much of what posts say is found: of real ones by 60 queries in Korean, mixed and Latin.

A post is meant by a query if it holds each of its words where a reader sees it: in the text of the
page as another Markdown renderer draws it, in the title, a tag or a category. Korean is meant
wherever it stands, blanks or none; Latin as a word or a part of one. Two things make a difference
that is no fault: the words of badges, which ilgi has and that renderer has not, and the arguments
of shortcodes, the other way about.
"""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from index.journal import Journal
from index.post import Document

from .tables import Table

CORPUS: Final = Path(__file__).resolve().parents[3] / "shared" / "corpus"
"""Real posts beside the checkout."""

_WORDS: Final = {
    "noun": "데이터 모델 행렬 고유벡터 클래스 대회 확률 쿠버네티스 컨테이너 네트워크 브랜치 테이블",
    "noun with particle": "데이터를 모델을 고윳값은 학습이 확률을 클러스터의 리퀘스트를 메트릭을",
    "part of a compound": "벡터 분해 직렬화 전파 대칭 네이티브 카를로 정규 변수의",
    "one syllable": "값 딥 책 셋 곱",
}
_LINES: Final = {
    "blanks forgiven": (
        *("피어 세션", "고유벡터행렬", "클라우드네이티브", "베이즈정리", "조건부확률", "역 전파"),
        *("자바의정석", "파이 프라인"),
    ),
    "several words": ("데이터 학습", "모델 loss", "행렬 고유벡터", "쿠버네티스 클러스터 노드"),
    "phrase": ('"리소스 메트릭"', '"조건부 확률"', '"pull request"', '"서로 다른"'),
    "Latin beside Korean": ("loss를", "PR을", "key값", "BBox에", "FCN에", "CV쪽으로"),
    "Latin and its parts": ("backpropagation", "Hub", "Self-Supervised", "Pod"),
}
Kinds = Mapping[str, Sequence[str]]
"""Queries by their kind."""

KINDS: Final[Kinds] = {
    **{kind: tuple(text.split()) for kind, text in _WORDS.items()},
    **_LINES,
}
"""What is asked of the real posts."""

_CJK: Final = "\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
_TAGS: Final = "a abbr b code del em i kbd mark s small span strong sub sup u"
_INLINE: Final = tuple(_TAGS.split())
_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Judged:
    """The posts that a query means, those it finds, and those of them that it means."""

    kind: str
    query: str
    meant: int
    found: int
    right: int


def measure(corpus: Path, kinds: Kinds = KINDS) -> list[Judged]:
    """Ask every query of ``kinds`` of a journal of the posts in ``corpus``."""
    with (
        tempfile.TemporaryDirectory(prefix="ilgi-recall-") as cache,
        Journal.open(corpus, cache=Path(cache)) as journal,
    ):
        journal.refresh()
        return judge(journal, kinds)


def judge(journal: Journal, kinds: Kinds) -> list[Judged]:
    """Ask every query of ``kinds`` of a journal."""
    return judge_pages(journal, pages_of(journal), kinds)


def pages_of(journal: Journal) -> dict[str, str]:
    """What a reader sees of each post, by its path: folded, as another renderer draws it."""
    return {post.path: _page(journal.document(post.path)) for post in journal.posts}


def judge_pages(journal: Journal, pages: Mapping[str, str], kinds: Kinds) -> list[Judged]:
    """Ask every query of ``kinds`` of a journal whose pages are known."""
    judged = []
    for kind, queries in kinds.items():
        for query in queries:
            pattern = [_meaning(word) for word in re.findall(r'"[^"]+"|\S+', query)]
            meant = {path for path, page in pages.items() if all(p.search(page) for p in pattern)}
            found = {hit.post.path for hit in journal.search(f"{query} ").hits}
            judged.append(Judged(kind, query, len(meant), len(found), len(meant & found)))
    return judged


def table(judged: Sequence[Judged], title: str = "Recall over real posts") -> Table:
    """Recall and precision of each kind of query, and of all; what was lost or too much."""
    rows = []
    for kind in (*dict.fromkeys(one.kind for one in judged), "all"):
        some = [one for one in judged if kind in {one.kind, "all"}]
        wrong = [
            f"{one.query} ({one.right}/{one.meant}, {one.found})"
            for one in some
            if not one.meant == one.right == one.found
        ]
        cells = (f"{len(some)}", f"{recall(some):.3f}", f"{precision(some):.3f}")
        rows.append((kind, *cells, "" if kind == "all" else ", ".join(wrong)))
    heads = ("kind", "queries", "recall", "precision", "not exact (right/meant, found)")
    return Table(title, heads, rows)


def recall(judged: Sequence[Judged]) -> float:
    """The share of the posts meant that are found."""
    return sum(one.right for one in judged) / max(1, sum(one.meant for one in judged))


def precision(judged: Sequence[Judged]) -> float:
    """The share of the posts found that are meant."""
    return sum(one.right for one in judged) / max(1, sum(one.found for one in judged))


def _meaning(word: str) -> re.Pattern[str]:
    """What a reader means by a word: see above."""
    text = _normal(word.strip('"'))
    spelled = "".join(
        re.escape(character) + (r"\s*" if re.match(f"[{_CJK}]", character) else "")
        for character in re.sub(rf"(?<=[{_CJK}])\s+|\s+(?=[{_CJK}])", "", text)
    )
    spelled = re.sub(r"(?<=\d),(?=\d{3})", ",?", spelled)
    spelled = re.sub(rf"(?<=[a-z0-9])(?=[{_CJK}])", r"\\s*", spelled).replace(r"\ ", r"\s+")
    before = r"(?<![a-z0-9])" if re.match(r"[a-z0-9]", text) else ""
    after = r"(?![a-z0-9])" if re.search(r"[a-z0-9]\Z", text) else ""
    return re.compile(before + spelled + after)


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _page(document: Document) -> str:
    """All that a reader sees of a post, with the parts of camelCase once more by themselves."""
    from markdown_it import MarkdownIt

    drawn = _Text()
    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    drawn.feed(renderer.render(document.body))
    drawn.close()
    post = document.post
    seen = "\n\n".join((post.title, *post.tags, *post.categories, *post.people, *drawn.pieces))
    return _normal(f"{seen}\n\n{_HUMP.sub(' ', seen)}")


class _Text(HTMLParser):
    """The text of a page, blocks apart from each other; no scripts, styles or comments."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self._silent += tag in {"script", "style"}
        if tag not in _INLINE or not self.pieces:
            self.pieces.append("")
        self.pieces += [value for name, value in attrs if name == "alt" and value]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"script", "style"}
        if tag not in _INLINE:
            self.pieces.append("")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            if not self.pieces:
                self.pieces.append("")
            self.pieces[-1] += data
