"""Whatever the text, it parses, fits its width, and loses no word."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.render.blocks.first_screen import beginning
from tui.render.blocks.parse import parse
from tui.render.document.matches import SearchableText, pattern
from tui.render.layout.layout import Layout, lay_out
from tui.render.layout.text import plain

PIECES = [
    "가나다", "word", " ", "\n", "\n\n", "**", "*", "_", "~~", "`", "```\n", "~~~py\n", "$", "$$",
    "\\(", "\\)", "\\", "[", "](", ")", "![", "[[", "]]", "{%", "%}", "{{", "}}", "{: .notice}",
    "{:toc}", "{#a}", "<", ">", "<b>", "</b>", "<br>", "<table>", "<tr>", "<td>", "</table>",
    "<details>", "</details>", "<summary>", "<pre>", "</pre>", "<li>", "<ul>", "</ul>", "<!--",
    "-->", "<script>", "|", "\n|--|--|\n", "# ", "> ", "- ", "1. ", "    ", "\t", ": ", "[^1]",
    "[^1]: ", "\n---\n", "- [ ] ", "> [!NOTE]\n", "&#27;", "&amp;", "😀", "👨‍👩‍👧‍👦",
    "\u200b", "é", "。",
    "<h2>", "</h2>", "<img src=x alt='a b'>", "{% highlight c %}\n", "{% endhighlight %}\n",
]  # fmt: skip
TEXT = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=40).map(
    lambda pieces: "".join(pieces).replace("\r", "\n")
)


def widest(layout: Layout) -> int:
    return max(
        (
            cell_len("".join(span.text for span in (*line.gutter, *line.spans)))
            for line in layout.lines
        ),
        default=0,
    )


@settings(max_examples=300, deadline=None)
@given(TEXT, st.integers(10, 200))
def test_any_text_fits_its_width_and_prints_nothing_a_terminal_obeys(body: str, width: int) -> None:
    layout = lay_out(parse(body), width)
    assert widest(layout) <= width
    assert "\x1b" not in plain(lay_out(parse(body.replace("\x1b", "")), width))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(["가나", "손실함수", "loss", "CNN", "다음"]), min_size=1, max_size=30),
    st.data(),
)
def test_every_word_of_prose_is_there(words: list[str], data: st.DataObject) -> None:
    around = ["{}", "**{}**", "<b>{}", "`{}`", "<td>{}", "\n- {}", "\n\n> {}", "[{}](/x)", "${}$"]
    body = " ".join(data.draw(st.sampled_from(around)).format(word) for word in words)
    shown = re.sub(r"\W", "", plain(lay_out(parse(body), 30)))
    for word in words:
        assert word in shown


@settings(max_examples=200, deadline=None)
@given(TEXT, st.integers(10, 80))
def test_lines_and_sources_agree(body: str, width: int) -> None:
    layout = lay_out(parse(body, first_line=7), width)
    last = 7 + body.count("\n")
    for line in layout.lines:
        assert 7 <= line.source <= last
        assert layout.lines[layout.line_of(line.source)].source == line.source


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["손실", "함수", " ", "\n\n"]), max_size=30).map("".join))
def test_matches_are_counted_alike_at_every_width(body: str) -> None:
    wanted = pattern(["손실함수"])
    assert wanted
    found = [
        len(SearchableText(lay_out(parse(body), width)).matches(wanted)) for width in (10, 31, 200)
    ]
    assert len(set(found)) == 1


@settings(max_examples=150, deadline=None)
@given(TEXT.map("{} 가 나".format), st.integers(4, 60), st.sampled_from(["가나", "w", "a"]))
def test_matches_are_known_by_their_lines(body: str, width: int, wish: str) -> None:
    layout = lay_out(parse(body), width)
    wanted = pattern([wish])
    assert wanted
    matches = SearchableText(layout).matches(wanted)
    parts = [part for match in matches for part in match.parts]
    for line in range(len(layout.lines)):
        assert sorted(matches.on_line(line)) == sorted(part for part in parts if part[0] == line)
        later = [number for number, match in enumerate(matches) if match.line >= line]
        assert matches.first_from(line) == (later[0] if later else len(matches))


@given(st.lists(st.sampled_from(["a\n", "\n", "```\n", "b\n\n"]), max_size=60).map("".join))
def test_the_beginning_of_a_long_post_is_its_beginning(body: str) -> None:
    part = beginning(body, 20)
    assert body.startswith(part)
    assert len(part) <= 20


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("> " * 500 + "깊다", id="quotes"),
        pytest.param("- " * 3_000 + "깊다", id="items in one line"),
        pytest.param("\n".join("  " * n + "- 깊다" for n in range(500)), id="nested items"),
        pytest.param("<div>" * 3_000 + "깊다", id="divisions"),
        pytest.param("<blockquote>\n" * 3_000 + "깊다", id="HTML quotes"),
        pytest.param("[" * 3_000 + "깊다", id="brackets"),
        pytest.param("*깊다 " * 3_000, id="stars"),
        pytest.param("<a " * 5_000 + "깊다", id="tags never closed"),
        pytest.param('<a b="' * 5_000 + "깊다>", id="quotes never closed"),
        pytest.param("$a " * 5_000 + "깊다", id="dollars"),
        pytest.param("{{ " * 5_000 + "깊다", id="braces"),
        pytest.param("\\( " * 5_000 + "깊다", id="formulas"),
        pytest.param("가" * 100_000 + "깊다", id="one long line"),
        pytest.param("x" * 100_000 + "깊다", id="one long word"),
        pytest.param("# 깊다\n\n" * 3_000, id="headings"),
        pytest.param("|".join(["a"] * 60) + "\n" + "|".join(["-"] * 60) + "\n깊다|b", id="columns"),
        pytest.param("{% highlight a %}\n" * 1_000 + "깊다", id="highlights never closed"),
        pytest.param("{: .notice}\n\n" * 2_000 + "깊다", id="attributes"),
    ],
)
def test_hard_input_is_shown_in_bounded_time(body: str) -> None:
    begun = time.process_time()
    layout = lay_out(parse(body), 40)
    assert time.process_time() - begun < 20
    assert "깊다" in re.sub(r"\W", "", plain(layout))
    assert widest(layout) <= 40
