"""A small study log, and ilgi run on it inside the test."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tui.__main__ import main

_POSTS = {
    "2021-09-08-gradient.md": """---
title: "경사하강법 정리"
categories: [math]
tags: [PyTorch, 통계]
---
모더레이터: 오하은

## 손실 함수

loss를 줄이는 길. [다음 글]({% post_url 2021-09-09-loader %}) · [없는 글](/nowhere/) · <https://example.com/a>

![곡선](/img/curve.png)

**Q. 학습률은 왜 작아야 하는가?**

A. 발산하기 때문이다.
""",
    "2021-09-09-loader.md": """---
title: "[boostcourse] Day28 학습기록"
categories: [boostcourse]
tags: [PyTorch]
---
DataLoader의 batch 크기와 손실.
""",
    "2021-09-11-bell.md": """---
title: "bell \\e[31m red"
---
Not a colour.
""",
    "2020-01-02-broken.md": """---
title: Git: 되돌리기
\ttags: [git]
---
reset과 revert.
""",
}


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """The folder of a Jekyll site with four posts, one of them with broken front matter."""
    site = tmp_path / "log"
    (site / "_posts").mkdir(parents=True)
    (site / "_config.yml").write_text(
        "title: hong's log\ntimezone: Asia/Seoul\npermalink: /:categories/:title/\n", "utf-8"
    )
    for name, text in _POSTS.items():
        (site / "_posts" / name).write_text(text, "utf-8")
    return site


@dataclass(frozen=True, slots=True)
class Printed:
    """What a run of ilgi left: its exit code, standard output and standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, which must be one JSON document."""
        return json.loads(self.out)


@pytest.fixture
def ilgi(
    journal: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Printed]:
    """Run ilgi in the folder of the journal."""
    monkeypatch.chdir(journal)

    def run(*words: str) -> Printed:
        try:
            code = main(words)
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 1
        return Printed(code, *capfd.readouterr())

    return run
