"""Shortcodes of Hugo that run over several lines, for both readers."""

from __future__ import annotations

from index.reading.markdown.outline import scan
from tui.render.blocks.parse import parse
from tui.render.layout.layout import lay_out
from tui.render.layout.text import plain

IMAGE = '{{< img\n  src="/p.png"\n  alt="그림"\n>}}'


def page(source: str) -> str:
    return plain(lay_out(parse(source), 60))


def test_parameters_on_lines_of_their_own_are_parameters() -> None:
    source = f"앞\n\n{IMAGE}\n\n뒤\n"
    found = scan(source, 1)
    before, image, after = page(source).strip().split("\n\n")
    assert (before, after) == ("앞", "뒤")
    assert "그림" in image
    assert "src" not in image
    assert [(link.target, link.kind, link.line) for link in found.links] == [("/p.png", "image", 3)]
    assert found.prose.split() == ["앞", "그림", "뒤"]


def test_it_is_found_in_an_item_of_a_list_too() -> None:
    source = '- 하나\n\n  {{< img\n    src="/p.png" >}}\n- 둘\n'
    assert "p.png" in page(source)
    assert "src" not in page(source)
    assert [link.target for link in scan(source, 1).links] == ["/p.png"]


def test_one_that_is_never_closed_is_text() -> None:
    source = "{{< img\n# 제목\n"
    assert [heading.text for heading in scan(source, 1).headings] == ["제목"]
    assert "{{< img" in page(source)


def test_many_that_are_never_closed_are_looked_at_once() -> None:
    source = "{{< img\n\n" * 20_000
    assert scan(source, 1).links == ()
    assert "{{< img" in page(source[:20_000])
