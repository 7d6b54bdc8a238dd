"""The page and a reference are compared in what they consist of."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.render.blocks.parse import parse

from .fidelity import compare, features_of

BODY = """# 제목

- 하나
  - 둘

1. 셋

| a | b |
|---|---|
| 1 | 2 |

```python
x = 1
```

[글](/b) ![그림](c.png) 각주[^1]

[^1]: 설명
"""


def test_the_features_of_a_page() -> None:
    found = features_of(parse(BODY))
    assert found.headings == ["1 제목"]
    assert found.lists == ["1ul", "2ul", "1ol"]
    assert found.tables == ["2×2"]
    assert found.code == ["x = 1"]
    assert found.links == ["/b"]
    assert found.images == ["c.png"]
    assert found.footnotes == ["·"]
    assert found.words["설명"] == 1


def test_what_differs_is_counted_with_its_smallest_post(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.md").write_text(BODY, "utf-8")
    (tmp_path / "b.md").write_text("# 제목\n\n:::tip\n글\n:::\n", "utf-8")
    compare(tmp_path)
    shown = capsys.readouterr().out
    assert "(2 posts, CommonMark)" in shown
    assert "headings 100.0  lists 100.0  tables 100.0  code 100.0" in shown
    assert "words extra" not in shown or "b.md" in shown
