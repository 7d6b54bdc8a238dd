"""The lines of a page with some of its folds shut."""

from __future__ import annotations

from collections.abc import Iterable

from tui.render.blocks.parse import parse
from tui.render.layout.folding import Fold, folded, folds_of
from tui.render.layout.layout import Layout, lay_out

BODY = """앞[^1]

<details><summary>밖</summary>

<details><summary>안</summary>

```python
secret = 1
```

가장 안[^2]

</details>

밖의 글

</details>

## 끝

```ruby
last = 2
```

[^1]: 하나
[^2]: 둘
"""


def laid() -> tuple[Layout, tuple[Fold, ...]]:
    blocks = parse(BODY, 1)
    return lay_out(blocks, 40), folds_of(blocks)


def lines_of(layout: Layout, numbers: Iterable[int]) -> list[str]:
    return [layout.lines[number].text for number in numbers]


def test_a_fold_within_a_fold_is_hidden_with_it_whether_it_is_shut_or_not() -> None:
    whole, (outer, inner) = laid()
    both = folded(whole, (outer, inner), {outer.name, inner.name})
    assert both.lines == folded(whole, (outer, inner), {outer.name}).lines
    texts = lines_of(both, range(len(both.lines)))
    assert "끝" in texts
    assert not {"안", "secret = 1", "가장 안[2]", "밖의 글"} & set(texts)
    half = folded(whole, (outer, inner), {inner.name})
    assert "밖의 글" in lines_of(half, range(len(half.lines)))


def test_headings_code_and_anchors_are_where_their_lines_are() -> None:
    whole, folds = laid()
    shut = folded(whole, folds, {folds[0].name})
    assert lines_of(shut, shut.headings) == ["끝"]
    assert lines_of(whole, whole.codes) == ["python", "ruby"]
    assert lines_of(shut, shut.codes) == ["ruby"]
    assert set(shut.anchors) < set(whole.anchors)
    for target, number in shut.anchors.items():
        assert shut.lines[number].text == whole.lines[whole.anchors[target]].text
