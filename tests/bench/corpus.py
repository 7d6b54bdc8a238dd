"""A study log made from a seed: Korean and English posts of the size of real ones.

Words are drawn from a Zipf distribution over a made-up vocabulary, half Hangul with particles and
half Latin, with the few that searches ask for among the frequent ones. Post ``n`` is titled
``Day000n …`` and its first paragraph starts with ``Lead000n``, so that a reader of the screen can
tell which post is shown.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Final, Protocol

_KNOWN: Final = (
    "학습 모델 손실 함수 데이터셋 경사하강법 역전파 정규화 분산 확률 행렬 그래프 탐색 정렬 파이썬 "
    "loss model batch gradient layer tensor dataset python class import train learning graph node"
)
_SYLLABLES: Final = "가나다라마바사아자차구누두루무부수우주추기니디리미비시이지치거너더러머버서어"
_PARTICLES: Final = ("", "", "은", "는", "이", "을", "를", "에서", "으로", "와", "의")
_ONSETS: Final = "b c d f g l m n p r s t v tr st pl gr"
_VOWELS: Final = "a e i o u ea io ou"
_CATEGORIES: Final = ("daily", "algorithm", "math", "language", "paper")
_TAGS: Final = ("PyTorch", "BOJ", "python", "CNN", "NLP", "통계", "회고", "graph", "SQL", "git")
_PEOPLE: Final = ("오하은", "박도윤", "이서진", "최유나", "강민재", "윤아름")
_START: Final = date(2015, 3, 2)


class _Sentence(Protocol):
    def __call__(self, least: int = 8, most: int = 18) -> str: ...


def write_journal(folder: Path, posts: int, *, seed: int = 7) -> None:
    """Write a Jekyll journal of ``posts`` posts, of about 2,800 characters each, to ``folder``."""
    draw = random.Random(seed)
    words = _vocabulary(draw)
    weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    (folder / "_posts").mkdir(parents=True)
    (folder / "_config.yml").write_text(
        'title: "Bench log"\ntimezone: Asia/Seoul\npermalink: /:categories/:title/\n', "utf-8"
    )
    for number in range(1, posts + 1):
        day = _START + timedelta(days=number)
        text = _post(number, day, draw, words, weights)
        (folder / "_posts" / f"{day}-day{number:04}.md").write_text(text, "utf-8")


def title_mark(number: int) -> str:
    """The beginning of the title of post ``number``, counted from 1 in order of date."""
    return f"Day{number:04}"


def body_mark(number: int) -> str:
    """The first word of the body of post ``number``."""
    return f"Lead{number:04}"


def _vocabulary(draw: random.Random) -> list[str]:
    onsets, vowels = _ONSETS.split(), _VOWELS.split()
    made: set[str] = set()
    while len(made) < 3000:
        made.add("".join(draw.choices(_SYLLABLES, k=draw.choice((2, 2, 3)))))
    while len(made) < 6000:
        pairs = range(draw.choice((2, 3)))
        made.add("".join(draw.choice(onsets) + draw.choice(vowels) for _ in pairs))
    rest = sorted(made)
    draw.shuffle(rest)
    return [*rest[:20], *_KNOWN.split(), *rest[20:]]


def _post(
    number: int, day: date, draw: random.Random, words: Sequence[str], weights: Sequence[float]
) -> str:
    def sentence(least: int = 8, most: int = 18) -> str:
        count = draw.randint(least, most)
        drawn = draw.choices(words, cum_weights=weights, k=count)
        return " ".join(w + (draw.choice(_PARTICLES) if w >= "가" else "") for w in drawn) + "."

    tags = draw.sample(_TAGS, k=draw.randint(1, 3))
    lines = [
        "---",
        f'title: "{title_mark(number)} 학습기록"',
        f"date: {day} 21:30:00 +0900",
        "categories:",
        f"  - {draw.choice(_CATEGORIES)}",
        "tags:",
        *(f"  - {tag}" for tag in tags),
        "toc: true",
        "---",
        "",
        f"{body_mark(number)} {sentence()}",
    ]
    size = 0
    section = 0
    while size < 2350:
        section += 1
        part = _section(section, number, draw, sentence)
        size += len(part)
        lines.append(part)
    return "\n".join(lines) + "\n"


def _section(section: int, number: int, draw: random.Random, sentence: _Sentence) -> str:
    part = ["", f"{'#' * draw.choice((2, 2, 3))} {section}. {sentence(2, 4)[:-1]}", ""]
    match draw.randrange(5):
        case 0:
            part += [f"- {sentence(4, 10)}" for _ in range(5)]
        case 1:
            part += ["```python", "def step(model, batch):", "    loss = model(batch).mean()"]
            part += [f"    # {sentence(3, 6)}", "    return loss", "```"]
        case 2:
            part += [f"진행자: {draw.choice(_PEOPLE)}", "", f"Q. {sentence(4, 8)}", ""]
            part += [f"A. {sentence()}"]
        case 3 if number > 1:
            day = _START + timedelta(days=number - 1)
            part += [f"[어제]({{% post_url {day}-day{number - 1:04} %}}) {sentence()}"]
        case _:
            part += ["| 이름 | 값 |", "| --- | --- |"]
            part += [f"| {sentence(1, 2)} | {draw.random():.3f} |" for _ in range(3)]
    part += ["", " ".join(sentence() for _ in range(3))]
    return "\n".join(part)
