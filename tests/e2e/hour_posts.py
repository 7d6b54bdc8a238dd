"""The journal on which an hour of use is tried: a study log of two years, in Korean and English.

It is of the kind that ilgi was made for: a post for each day of a course, with what was asked
there, and posts about subjects that these link to by badges.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Final

_FIRST_DAY: Final = date(2021, 8, 2)
DAYS: Final = 28
_SUBJECTS: Final = ("gradient-descent", "maze-bfs", "docker-notes", "vectors-1")

_DAY: Final = """
## 학습 내용

- <a href="https://log.example.org/{subject}/"><img src="https://img.shields.io/badge/-subject-red"/></a>

{day}일째. 오늘은 데이터로더를 다시 읽었다. 배치 크기를 두 배로 늘리니 손실이 천천히 줄었다.

## 피어세션

모더레이터 : 오세진

참가자 : 강하린, 오세진, 윤다미

### 토의 내용

Q. {day}일째의 배치 크기는 왜 두 배인가요?

A. 메모리가 남았기 때문입니다. 기울기의 분산도 줄어듭니다.

## 회고

내일은 [지난 글](/daily-{before:02}/)을 고친다.
"""

_DESCENT: Final = (
    """
# 경사하강법

$$
\\theta_{t+1} = \\theta_t - \\eta \\nabla L(\\theta_t)
$$

발밑의 기울기만 보고 산을 내려온다. 학습률이 한 걸음의 크기다.

자세한 것은 [벡터](/vectors-1/)와 [미로 탐색](/maze-bfs/)에 있다.
원문은 [밖](https://example.org/descent)에 있다.

## 학습률

| 학습률 | 일어나는 일 |
| ---: | --- |
| 0.01 | 느리지만 곧장 간다 |
| 2.1 | 점점 멀어진다 |

학습률이 너무 크면 골짜기를 건너뛴다.

"""
    + "\n\n".join(
        f"{number}번째 실험. 손실을 적고, 무엇을 바꿨는지 적고, 왜 그런지 적는다."
        for number in range(1, 31)
    )
    + """

## 코드

```python
{wide}
```

<details><summary>풀이 보기</summary>

접혀 있던 풀이.

</details>

학습률을 열 배 줄였다.

## 질문

Q. 학습률은 언제 줄이나요?

A. 검증 손실이 멈출 때 줄입니다.

Q. 모멘텀이 왜 빠른가요?

## 끝

마지막으로 학습률을 적어 둔다.
""".replace("{wide}", "rates = [" + ", ".join(f"0.{n:03}" for n in range(1, 25)) + "]  # 끝까지")
)

_VECTORS: Final = """
# 벡터 {part}

다음 편으로 이어진다. 내적은 길이와 각도를 함께 말해 준다.

## 내적

값이 0이면 두 벡터는 직각이다.

## 쓰임

[경사하강법](/gradient-descent/)에서 기울기는 벡터다.
"""

_OTHERS: Final[tuple[tuple[str, str, str], ...]] = (
    (
        "2022-02-14-docker-notes",
        'title: "Docker notes: images, layers and why the order of lines matters so much"\n'
        "categories: [tools]\ntags: [docker, linux]",
        "# Layers\n\nEach line makes a layer. What changes often stands last.\n\n"
        "```dockerfile\nFROM python:3.12-slim\nCOPY . .\n```\n\n"
        "## Questions\n\nQ: Why is the image still large?\n\n"
        "A: What one layer deletes is still in the layer below.\n\n"
        "See [the maze](/maze-bfs/).",
    ),
    (
        "2022-03-05-maze-bfs",
        'title: "[algorithm] 미로 탐색과 BFS"\ncategories: [algorithm]\ntags: [BFS, python]',
        "# 미로\n\n가까운 칸부터 본다. 처음 닿았을 때가 가장 짧다.\n\n"
        "```python\nqueue = deque([start])\n```\n\n## 시간\n\n칸마다 한 번이다.\n\n"
        "[경사하강법](/gradient-descent/)과는 상관이 없다.",
    ),
    (
        "2022-04-09-longest-walk",
        'title: "[algorithm] 가장 긴 산책"\ncategories: [algorithm]\ntags: [DP, python]',
        "# 산책\n\n뒤에서부터 센다.\n\n[없는 글](/nowhere-at-all/)로 가는 링크를 남겨 둔다.",
    ),
    (
        "2022-05-20-reading-notes",
        'title: "Reading notes: slow mornings"\ncategories: [reading]\ntags: [reading]',
        "Mornings are for what is hard.\n\n> The hours come back when nobody asks for them.",
    ),
    (
        "2022-08-03-a-year-later",
        'title: "한 해 뒤에"\ncategories: [reading]\ntags: [회고]',
        "작년 오늘의 [글](/daily-02/)을 다시 읽었다. 질문이 가장 오래 남는다.",
    ),
)


def _posts() -> dict[str, str]:
    posts: dict[str, str] = {}
    for day in range(1, DAYS + 1):
        on = _FIRST_DAY + timedelta(days=day - 1)
        front = f'title: "[bootcamp] Day{day} 학습기록"\ncategories: [daily]\ntags: [[]]\ntoc: true'
        subject = _SUBJECTS[day % len(_SUBJECTS)]
        body = _DAY.format(day=day, subject=subject, before=max(1, day - 1))
        posts[f"{on}-daily-{day:02}"] = f"---\n{front}\ndate: {on}\n---\n{body}"
    for part in (1, 2, 3):
        front = (
            f'title: "선형대수 기초({part}/3)"\ncategories: [math]\n'
            "tags: [선형대수, 수학]\nseries: 선형대수"
        )
        posts[f"2021-10-1{part}-vectors-{part}"] = (
            f"---\n{front}\n---\n{_VECTORS.format(part=part)}"
        )
    descent = 'title: "경사하강법과 학습률"\ncategories: [ml]\ntags: [머신러닝, 최적화, python]'
    posts["2022-06-30-gradient-descent"] = f"---\n{descent}\n---\n{_DESCENT}"
    for name, front, body in _OTHERS:
        posts[name] = f"---\n{front}\n---\n\n{body}\n"
    return posts


POSTS: Final = _posts()
"""The text of each post, by the name of its file without the extension."""


def write_journal(folder: Path) -> Path:
    """Write the journal, and give its folder back."""
    (folder / "_posts").mkdir(parents=True)
    (folder / "_config.yml").write_text(
        "title: 공부 일기\nurl: https://log.example.org\npermalink: /:title/\n"
        "timezone: Asia/Seoul\n",
        "utf-8",
    )
    for name, text in POSTS.items():
        (folder / "_posts" / f"{name}.md").write_text(text, "utf-8")
    return folder
