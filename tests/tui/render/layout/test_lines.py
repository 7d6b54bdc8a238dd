"""Lines of a page that has very many of them: the same lines, in less memory."""

from __future__ import annotations

import gc

import pytest

from tui.render.blocks.parse import parse
from tui.render.layout import lines as packing
from tui.render.layout.folding import folded, folds_of
from tui.render.layout.layout import Layout, lay_out
from tui.render.layout.lines import Line, PackedLines
from tui.render.layout.margin_notes import Margin, MarginNote, annotated
from tui.render.layout.raw_source import source_layout

_POST = """# A title

- an item with **strong** words
- another

<details><summary>More</summary>

hidden

</details>

```python
a = 1

b = 2
```

The end.
"""
_BLOCKS = parse(_POST)
_FOLDS = folds_of(_BLOCKS)


@pytest.fixture
def packed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of more than three lines are packed."""
    monkeypatch.setattr(packing, "_MOST_OBJECTS", 3)


def _noted(layout: Layout) -> Layout:
    return annotated(layout, _BLOCKS, Margin((MarginNote(3, "mine"),)))


def _changed() -> list[Layout]:
    """A page, and what folds and notes make of it."""
    page = lay_out(_BLOCKS, 40)
    shut = {fold.name for fold in _FOLDS}
    return [page, source_layout(_POST, 40), folded(page, _FOLDS, shut), _noted(page)]


def test_a_page_of_many_lines_is_as_one_of_few(monkeypatch: pytest.MonkeyPatch) -> None:
    as_objects = _changed()
    monkeypatch.setattr(packing, "_MOST_OBJECTS", 3)
    for one, other in zip(as_objects, _changed(), strict=True):
        assert isinstance(one.lines, tuple)
        assert isinstance(other.lines, PackedLines)
        assert [*other.lines] == [*one.lines]
        assert [*other.lines[2:5]] == [*one.lines[2:5]]
        assert other.lines[-1] == one.lines[-1]
        numbers = range(len(one.lines))
        assert [*map(other.place_of, numbers)] == [*map(one.place_of, numbers)]
        assert (other.headings, other.codes, other.noted) == (one.headings, one.codes, one.noted)


@pytest.mark.usefixtures("packed")
def test_past_the_last_line_there_is_none() -> None:
    lines = source_layout(_POST, 40).lines
    with pytest.raises(IndexError):
        lines[len(lines)]


def test_very_many_lines_are_no_objects() -> None:
    page = source_layout("a\n\nb\n" * 20_000, 80)
    assert len(page.lines) == 60_000
    assert sum(isinstance(each, Line) for each in gc.get_objects()) < 30_000
    assert [line.text for line in page.lines[30_000:30_003]] == ["a", "", "b"]
    assert page.line_of(30_002) == 30_001
