"""An outline of headings that fold, without a widget."""

from __future__ import annotations

from index.post import Heading
from tui.widgets.contents import FoldedHeadings


def headings(levels: str) -> list[Heading]:
    return [Heading(int(level), f"h{line}", f"h{line}", line) for line, level in enumerate(levels)]


def test_a_folded_heading_hides_those_under_it() -> None:
    found = headings("1232")
    outline = FoldedHeadings(found, set())
    outline.fold(found[1], folded=True)
    assert [heading.text for heading in outline.rows()] == ["h0", "h1", "h3"]
    outline.fold(found[0], folded=True)
    assert [heading.text for heading in outline.rows()] == ["h0"]
    outline.fold(found[0], folded=False)
    assert [heading.text for heading in outline.rows()] == ["h0", "h1", "h3"]


def test_a_heading_that_others_are_not_under_does_not_fold() -> None:
    found = headings("11")
    outline = FoldedHeadings(found, {"h0"})
    assert not outline.is_folded(found[0])
    assert len(outline.rows()) == 2


def test_levels_that_are_skipped_add_no_depth() -> None:
    found = headings("1424")
    outline = FoldedHeadings(found, set())
    assert [outline.depth(heading) for heading in found] == [0, 1, 1, 2]
