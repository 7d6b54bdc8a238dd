"""Where the links of a page stand, and which comes next."""

from __future__ import annotations

from tui.render.blocks.parse import parse
from tui.render.document.links import PageLink, links_between, next_link, previous_link
from tui.render.layout.layout import Layout, lay_out


def laid(body: str, width: int = 24) -> Layout:
    return lay_out(parse(body, 1), width)


def links(layout: Layout) -> tuple[PageLink, ...]:
    return links_between(layout, 0, len(layout.lines))


def texts(layout: Layout, link: PageLink) -> list[str]:
    return [layout.lines[line].text[start:end].strip() for line, start, end in link.parts]


def test_a_link_that_is_folded_is_one_wherever_the_view_begins() -> None:
    layout = laid("See [one **two** three four five six seven eight](a.md), then [nine](b.md).")
    [first, second] = links(layout)
    assert texts(layout, first) == ["one two three four", "five six seven eight"]
    assert texts(layout, second) == ["nine"]
    assert links_between(layout, 1, len(layout.lines)) == (second,)
    assert first.marks(1) == ((0, 20, "current"),)
    assert first.marks(2) == ()


def test_links_below_each_other_are_two_though_they_lead_to_one_place() -> None:
    layout = laid("- [one](a.md)\n- [two](a.md)\n\n[three](a.md)  \n[four](a.md)\n")
    assert [texts(layout, link) for link in links(layout)] == [
        ["one"], ["two"], ["three"], ["four"]
    ]  # fmt: skip


def test_one_goes_through_the_links_to_the_end_and_back() -> None:
    layout = laid("[a](a) [b](b)\n\nnothing\n\n| [c](c) | [d](d) |\n| --- | --- |\n| [e](e) | |\n")
    forth: list[PageLink] = []
    place = (0, -1)
    while found := next_link(layout, place):
        forth.append(found)
        place = found.place
    assert [texts(layout, link) for link in forth] == [["a"], ["b"], ["c"], ["d"], ["e"]]
    back: list[PageLink] = []
    place = (len(layout.lines), 0)
    while found := previous_link(layout, place):
        back.append(found)
        place = found.place
    assert back[::-1] == forth == [*links(layout)]
