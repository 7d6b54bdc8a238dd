"""A study log made from a seed: Korean and English posts of the shape of real ones.

Lengths, the share of code, how many headings a post has, how often its commonest words stand in it
and how fast the vocabulary grows follow what was counted in real study logs: about 2,700
characters a post, of its words about half Korean. Words come by rank from Zipf-Mandelbrot
distributions without an end (Mandelbrot 1953), so that a larger journal has more of them, as Heaps'
law says; a Korean word takes a particle as often as not.

Post ``n`` of ``posts`` has ``title_mark(n)`` in its title, unless it is one of a series, and its
body begins with ``body_mark(n)``, so that a reader of the screen can tell which post is shown.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import Final

_MADE: Final = 5  # raised whenever other posts are made from the same seed

_KOREAN: Final = (
    "학습 것 수 모델 데이터 함수 있다 때 값 경우 사용 문제 손실 결과 방법 과정 생성 하나 구조 다음 "
    "행렬 확률 분포 변수 입력 출력 데이터셋 경사하강법 역전파 정규화 분산 그래프 탐색 정렬 파이썬 "
    "배열 함께 이미지 문장 단어 가중치 층 최적화 학습률 검증 성능 오늘 회고 정리 질문 내일 시간"
)
_LATIN: Final = (
    "the a to of model in loss data is layer def import batch return for and self python with "
    "train gradient tensor learning x i node graph dataset class print list optimizer linear "
    "epoch tree value index sort query key function torch numpy attention encoder token test"
)
_KNOWN_LATIN: Final = tuple(_LATIN.split())
_SYLLABLES: Final = (
    "이다는에의을가고하지로사기한자정시도를스리전대인수어나일라상제보부서성장구해주용비경아원유동국"
    "화조미소문공생분신방여실발계만산법학관재력치모들오선무세중입간과체회연마식진설론개단물반영형"
    "적차통명결술트레드러터음세우외그상업직심추내민복환점파권속교감행변호포상태목살천표현열급층남"
    "량독름평받님록버질배례책준색검류온족략탐밀곡격름송활험객률항능압근충완손벡텐셋망큐삽델크란"
)
_PARTICLES: Final = ("", "", "", "", "은", "는", "이", "을", "를", "에서", "으로", "와", "의", "에")
_ONSETS: Final = "b c d f g l m n p r s t v w h k tr st pl gr ch sh pr"
_VOWELS: Final = "a e i o u e a i ea io ou ai"
_CODAS: Final = ("", "", "", "n", "r", "s", "t", "l", "nd", "st", "x", "ck")
_SOUNDS: Final = (_ONSETS.split(), _VOWELS.split(), _CODAS)
_CATEGORIES: Final = ("daily", "algorithm", "math", "language", "paper", "project", "books")
_TAGS: Final = ("PyTorch", "BOJ", "python", "CNN", "NLP", "통계", "회고", "graph", "SQL", "git")
_FAMILY, _GIVEN = "김이박최정강조윤장임", ("하은", "도윤", "서진", "유나", "민재", "아름")

_FIRST: Final = datetime(2005, 3, 2, 9, tzinfo=timezone(timedelta(hours=9)))
_YEARS: Final = 20
_SERIES: Final = 60  # posts in a row, of which every sixth is of one series
_LENGTH: Final = (7.66, 0.6)  # mean and deviation of the logarithm of a post's characters
_PART: Final = 2_500  # posts that one process writes in a row
_MASK: Final = (1 << 64) - 1


def write_journal(folder: Path, posts: int, *, seed: int = 7) -> None:
    """Write a Jekyll journal of ``posts`` posts, of about 2,700 characters each, to ``folder``."""
    (folder / "_posts").mkdir(parents=True)
    (folder / "_config.yml").write_text(
        'title: "Bench log"\ntimezone: Asia/Seoul\npermalink: /:categories/:title/\n', "utf-8"
    )
    write = partial(_write, folder / "_posts", posts, seed)
    parts = [range(first, min(first + _PART, posts + 1)) for first in range(1, posts + 1, _PART)]
    with ProcessPoolExecutor() as pool:
        for _ in pool.map(write, parts):
            pass


def _write(folder: Path, posts: int, seed: int, numbers: range) -> None:
    for number in numbers:
        post = _Post(number, posts, _VOCABULARY, seed)
        (folder / post.name).write_text(post.written(), "utf-8")


def kept_journal(folder: Path, posts: int, *, seed: int = 7) -> Path:
    """The journal of that size in ``folder``, written there if it is not yet."""
    journal = folder / f"journal-{posts}-{seed}-{_MADE}"
    if not journal.exists():
        unfinished = journal.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        write_journal(unfinished, posts, seed=seed)
        unfinished.rename(journal)
    return journal


def title_mark(number: int) -> str:
    """The beginning of the title of post ``number``, counted from 1 in order of date."""
    return f"Day{number:06}"


def body_mark(number: int) -> str:
    """The first word of the body of post ``number``."""
    return f"Lead{number:06}"


class Ranked(dict[int, str]):
    """Words by rank from 0, made when they are first drawn, and how they are distributed.

    The share of rank r is about ``(steep - 1) * flat ** (steep - 1) / (r + flat) ** steep``.
    """

    def __init__(self, first: Sequence[str], flat: float, steep: float) -> None:
        super().__init__(enumerate(first))
        self._flat = flat
        self._power = -1 / (steep - 1)

    def drawn(self, draw: random.Random, count: int) -> list[str]:
        """So many words at random."""
        flat, power, chance = self._flat, self._power, draw.random
        return [self[int(flat * ((1 - chance()) ** power - 1)) % _MASK] for _ in range(count)]

    def parts(self, rank: int, kinds: Sequence[Sequence[str]], longest: int) -> str:
        """A word for a rank: sounds of each kind in turn, more of them the rarer it is."""
        state = (rank + 1) * 0x9E3779B97F4A7C15 & _MASK
        many = min(longest, 2 + (rank > 400) + (rank > 60_000))
        made = []
        for place in range(many if state & 3 else many - 1):
            for kind in kinds:
                state = (state ^ state >> 29) * 0xBF58476D1CE4E5B9 + place & _MASK
                part = (state >> 40) / (1 << 24)
                made.append(kind[int(len(kind) * part * part)])
        return "".join(made)


class Korean(Ranked):
    """Korean stems."""

    def __init__(self) -> None:
        super().__init__(_KOREAN.split(), 18, 1.4)

    def __missing__(self, rank: int) -> str:
        word = self[rank] = self.parts(rank, (_SYLLABLES,), 4)
        return word


class Latin(Ranked):
    """Latin words, among the rarer ones names as code has them."""

    def __init__(self) -> None:
        super().__init__(_KNOWN_LATIN, 15, 1.5)

    def __missing__(self, rank: int) -> str:
        word = self.parts(rank, _SOUNDS, 4)
        if rank % 9 == 3:
            word = f"{_KNOWN_LATIN[rank % len(_KNOWN_LATIN)]}_{word}"
        elif rank % 9 == 5:
            word = _KNOWN_LATIN[rank % len(_KNOWN_LATIN)] + word.title()
        self[rank] = word
        return word


class Vocabulary:
    """All that posts are made of."""

    def __init__(self) -> None:
        self.korean = Korean()
        self.latin = Latin()

    def tag(self, draw: random.Random) -> str:
        """A tag: some are on many posts, most on few."""
        rank = min(int(5 * ((1 - draw.random()) ** -0.8 - 1)), 499)
        return _TAGS[rank] if rank < len(_TAGS) else f"{self.latin[rank + 60]}-{rank}"


_VOCABULARY: Final = Vocabulary()


class _Post:
    def __init__(self, number: int, posts: int, vocabulary: Vocabulary, seed: int) -> None:
        self.number = number
        self.posts = posts
        self.words = vocabulary
        self.draw = random.Random(seed * 10_000_000 + number)

    @property
    def name(self) -> str:
        return f"{_name(self.number, self.posts)}.md"

    def written(self) -> str:
        draw = self.draw
        tags = dict.fromkeys(self.words.tag(draw) for _ in range(draw.choice((0, 1, 1, 2, 2, 3))))
        category = draw.choice(_CATEGORIES)
        title = f"{title_mark(self.number)} {self.phrase(2)}"
        if self.number % 6 == 0 and self.number < self.posts:
            block, place = divmod(self.number, _SERIES)
            category = _CATEGORIES[block % len(_CATEGORIES)]
            title = f"{self.words.korean[block]} 정리({place // 6 + 1}/10)"
        lines = [
            "---",
            f'title: "{title}"',
            f"date: {_moment(self.number, self.posts):%Y-%m-%d %H:%M:%S %z}",
            "categories:",
            f"  - {category}",
            *(("tags:", *(f"  - {tag}" for tag in tags)) if tags else ()),
            "toc: true",
            "---",
            "",
            f"{body_mark(self.number)} {self.sentence()}",
        ]
        wanted = min(max(draw.lognormvariate(*_LENGTH), 300), 40_000)
        size = sum(map(len, lines))
        section = 0
        while size < wanted:
            section += 1
            part = self.section(section)
            size += len(part) + 1
            lines.append(part)
        return "\n".join(lines) + "\n"

    def phrase(self, count: int) -> str:
        """So many words, Korean and Latin as they come, without a particle at the end."""
        korean = sum(self.draw.random() < 0.58 for _ in range(count))
        particle = self.draw.choice
        mixed = [word + particle(_PARTICLES) for word in self.words.korean.drawn(self.draw, korean)]
        mixed += self.words.latin.drawn(self.draw, count - korean)
        self.draw.shuffle(mixed)
        return " ".join(mixed)

    def sentence(self, least: int = 6, most: int = 16) -> str:
        return self.phrase(self.draw.randint(least, most)) + "."

    def section(self, section: int) -> str:
        draw = self.draw
        level = draw.choice((2, 2, 3))
        part = ["", f"{'#' * level} {section}. {self.phrase(draw.randint(2, 4))}", ""]
        match draw.randrange(8):
            case 0 | 1:
                part += [f"- {self.sentence(3, 9)}" for _ in range(draw.randint(3, 6))]
            case 2 | 3:
                part += self.code()
            case 4:
                name = draw.choice(_FAMILY) + draw.choice(_GIVEN)
                part += [f"진행자: {name}", "", f"Q. {self.sentence(4, 8)}", ""]
                part += [f"A. {self.sentence()}"]
            case 5 if self.number > 1:
                other = _name(draw.randint(max(1, self.number - 40), self.number - 1), self.posts)
                part += [f"[어제]({{% post_url {other} %}}) {self.sentence()}"]
            case 6:
                part += ["| 이름 | 값 |", "| --- | --- |"]
                part += [f"| {self.phrase(2)} | {draw.random():.3f} |" for _ in range(3)]
            case _:
                part += [f"**{self.phrase(2)}** {self.sentence()} $x_{{{section}}} = \\alpha$"]
        part += ["", " ".join(self.sentence() for _ in range(draw.randint(1, 3)))]
        return "\n".join(part)

    def code(self) -> list[str]:
        drawn = self.words.latin.drawn
        lines = ["```python", "def {}({}):".format(*drawn(self.draw, 2))]
        count = self.draw.randint(3, 7)
        lines += ["    {} = {}({}, {})".format(*drawn(self.draw, 4)) for _ in range(count)]
        return [*lines, f"    # {self.phrase(4)}", "```"]


def _moment(number: int, posts: int) -> datetime:
    return _FIRST + timedelta(days=365 * _YEARS) * (number / posts)


def _name(number: int, posts: int) -> str:
    return f"{_moment(number, posts):%Y-%m-%d}-day{number:06}"
