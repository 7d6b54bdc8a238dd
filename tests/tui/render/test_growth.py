"""Long lines: the work grows with their length, not with its square, and can be stopped."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from index.errors import Cancelled
from index.post import Document
from tui.render.blocks import parse as parsing
from tui.render.blocks.blocks import Code, Paragraph, Row, Span, Table
from tui.render.blocks.parse import parse, parse_html
from tui.render.document.pages import pages, source_page
from tui.render.layout.highlight import highlight, highlighted
from tui.render.layout.layout import fold, lay_out
from tui.render.layout.raw_source import source_layout
from tui.render.layout.wrap import wrap
from tui.render.syntax import dialect, kramdown, pipes
from tui.render.syntax.markup import pieces

ReadBody = Callable[..., Document]

CHARACTERS = st.one_of(
    st.sampled_from(
        [
            "가",
            "a",
            " ",
            "\u200b",
            "\u0301",
            "😀",
            "👨\u200d👩\u200d👧",
            "\u200d",
            "\ufe0f",
            "☁\ufe0f",
            "。",
        ]
    ),
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]),
)
LINES = st.lists(st.lists(CHARACTERS, max_size=80).map("".join), min_size=1, max_size=5)
KINDS = [
    "가",
    "a",
    "\u200b",
    "😀",
    "👨\u200d👩\u200d👧",
    "e\u0301",
    "\t",
    "[",
    "*",
    "`",
    "$",
    "|",
    "<",
    "&",
    " ",
]


class _After:
    """Says stop from the given question on, and counts the questions."""

    def __init__(self, questions: int) -> None:
        self.left = questions
        self.asked = 0

    def __call__(self) -> bool:
        self.asked += 1
        self.left -= 1
        return self.left < 0


@settings(max_examples=300, deadline=None)
@given(LINES, st.integers(2, 40))
def test_the_rows_of_a_line_are_its_text_and_each_fits(texts: list[str], width: int) -> None:
    # Rich measures nothing of what follows two joiners in a row.
    assume("\u200d\u200d" not in "".join(texts))
    rows = fold(tuple(map(Span, texts)), width)
    assert "".join(span.text for spans, _ in rows for span in spans) == "".join(texts)
    assert all(sum(cell_len(span.text) for span in spans) <= width for spans, _ in rows)
    assert [joint for _, joint in rows] == [""] * (len(rows) - 1) + ["\n"]


@settings(max_examples=200, deadline=None)
@given(LINES, st.integers(2, 40))
def test_a_word_that_is_cut_loses_nothing(texts: list[str], width: int) -> None:
    assume("\u200d\u200d" not in "".join(texts))
    word = "".join("".join(texts).split())
    rows = wrap((Span(word),), width)
    assert "".join(span.text for spans, _ in rows for span in spans) == word
    assert all(sum(cell_len(span.text) for span in spans) <= width for spans, _ in rows)


@pytest.mark.parametrize("text", ["\u200b" * 500, "a" + "\u0301" * 10_000, "\u200b" * 9_000 + "가"])
def test_a_line_without_width_is_cut_into_rows_that_can_be_drawn(text: str) -> None:
    rows = fold((Span(text),), 40)
    assert "".join(span.text for spans, _ in rows for span in spans) == text
    assert max(len(span.text) for spans, _ in rows for span in spans) <= 8_192


def test_zero_width_characters_do_not_hide_what_follows_them() -> None:
    code = Code("x" * 5 + "\u200b" * 300 + "끝" * 30, "", 1, 1)
    layout = lay_out((code,), 20)
    assert "".join(line.text for line in layout.lines) == code.text
    assert "끝" in "".join(
        span.text
        for spans, _ in wrap((Span("가나"), Span("\u200b" * 300 + "끝" * 9)), 6)
        for span in spans
    )


@pytest.mark.parametrize("kind", KINDS)
def test_each_character_of_a_long_line_is_measured_a_few_times_at_most(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured = 0

    def counted(text: str) -> tuple[list[tuple[int, int, int]], int]:
        nonlocal measured
        measured += len(text)
        return split_graphemes(text)

    monkeypatch.setattr("tui.text.cells.split_graphemes", counted)
    text = (kind * 40_000)[:40_000]
    for width in (20, 80, 200):
        measured = 0
        layout = source_layout(text, width)
        assert "".join(line.text for line in layout.lines) == text.expandtabs(4)
        assert measured <= 2 * len(text.expandtabs(4))


@pytest.mark.parametrize("kind", ["가", "a", "👨\u200d👩\u200d👧", '{"a": 1, "b": "가나"}, '])
def test_a_line_of_400_kb_is_folded_at_once(kind: str) -> None:
    text = (kind * 400_000)[:400_000]
    begun = time.process_time()
    source_layout(text, 80)
    lay_out((Code(text, "", 1, 1),), 80)
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    "unit",
    ["[", "![", "^[", "<!--", "<?", "<![CDATA[", "<script>", "{% highlight a %}\n",
     "{% comment %}\n", "{::comment}\n", "<p>a\n\n", "<details>a", "<li>a"],
)  # fmt: skip
def test_what_is_never_closed_is_not_looked_for_at_each_opening(unit: str) -> None:
    begun = time.process_time()
    assert parse(unit * (100_000 // len(unit)) + "\n\n끝")
    assert time.process_time() - begun < 20


def test_tags_that_are_never_closed_lose_no_text() -> None:
    source = "<script>" * 2_000 + "\n글"
    said = "".join(getattr(piece, "text", "") for piece in pieces(source))
    assert said.endswith("글")
    shown = "".join(
        span.text
        for block in parse("<b>" * 3_000 + "글")
        if isinstance(block, Paragraph)
        for span in block.spans
    )
    assert shown == "글"


def test_a_header_of_many_cells_is_not_told_again_in_each_short_row() -> None:
    names = tuple((Span(f"n{number}"),) for number in range(3_000))
    rows = [Row(names, 1, header=True), *(Row(((Span("x"),),), line) for line in range(2, 202))]
    layout = lay_out((Table(tuple(rows), (), 1),), 40)
    texts = [line.text for line in layout.lines]
    assert {"n2999", "n0: x"} <= set(texts)
    assert len(texts) < 30_000


def test_a_table_of_far_too_many_columns_is_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipes, "_MOST_COLUMNS", 10)
    source = "\n".join(["|".join("x" * 20), "|".join("-" * 20), "|".join("y" * 20)])
    blocks = parse(source)
    assert not any(isinstance(block, Table) for block in blocks)
    assert all(name in "".join(line.text for line in lay_out(blocks, 80).lines) for name in "xy")
    assert isinstance(parse("a|b\n-|-\nc|d")[0], Table)


def test_code_is_coloured_up_to_the_first_line_that_is_too_long() -> None:
    text = 'a = "b"\n' + "x = 1; " * 10_000 + "\nc = 2"
    rows = list(highlighted(text, "python"))
    assert [span.text for span in rows[0] if "string" in span.roles]
    assert len(rows) < 3
    assert highlight(text, "python") is None


def test_a_lexer_that_fails_leaves_code_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def get_tokens(self, _text: str) -> list[tuple[object, str]]:
            raise ValueError("no tokens")

    monkeypatch.setattr("tui.render.layout.highlight._lexer", lambda _language: Broken())
    assert list(highlighted("a = 1", "python")) == []


@pytest.mark.parametrize(
    "work",
    [
        pytest.param(lambda stop: source_layout("가" * 100_000, 40, stop), id="source"),
        pytest.param(lambda stop: source_layout("가\n" * 10_000, 40, stop), id="source lines"),
        pytest.param(lambda stop: fold((Span("a" * 1_000_000),), 20, stop), id="fold"),
        pytest.param(lambda stop: wrap((Span("가나 " * 50_000),), 20, stop), id="wrap"),
        pytest.param(lambda stop: wrap((Span("\u0301" * 90_000 + "x" * 90),), 20, stop), id="word"),
        pytest.param(lambda stop: parse("*가* [나] " * 20_000, cancelled=stop), id="inline"),
        pytest.param(lambda stop: parse("> 가\n\n" * 20_000, cancelled=stop), id="blocks"),
        pytest.param(lambda stop: parse("> - 가\n" * 20_000, cancelled=stop), id="inner blocks"),
        pytest.param(
            lambda stop: lay_out((Code("가" * 100_000, "", 1, 1),), 40, cancelled=stop), id="code"
        ),
        pytest.param(
            lambda stop: lay_out(
                (Table(tuple(Row(((Span("가"),),) * 3, n) for n in range(9_000)), (), 1),),
                40,
                cancelled=stop,
            ),
            id="table",
        ),
        pytest.param(
            lambda stop: highlight("a = 1\n" * 20_000, "python", stop), id="colours"
        ),
    ],
)  # fmt: skip
def test_work_that_is_no_longer_wanted_stops_at_once(work: Callable[[_After], object]) -> None:
    stop = _After(3)
    with pytest.raises(Cancelled):
        work(stop)
    assert stop.asked == 4


def test_a_page_that_is_no_longer_wanted_stops_and_is_not_shown_as_failed(
    read_body: ReadBody,
) -> None:
    document = read_body("가나 다라 *마* " * 20_000)
    with pytest.raises(Cancelled):
        list(pages(document, 40, blocks=None, whole=True, cancelled=_After(50)))
    with pytest.raises(Cancelled):
        source_page(document, 40, _After(5))


def test_a_paragraph_of_too_much_markup_is_shown_as_it_is_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parsing, "_MOST_MARKUP", 100)
    (block,) = parse("<b>가</b> *나*\n" * 30)
    assert isinstance(block, Paragraph)
    assert "".join(span.text for span in block.spans).startswith("<b>가</b> *나* <b>가</b>")
    (block,) = parse("<b>가</b> *나*\n" * 3)
    assert isinstance(block, Paragraph)
    assert "".join(span.text for span in block.spans).startswith("가 나 가 나")


def test_a_paragraph_of_too_many_lines_is_shown_as_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "_MOST_MARKUP", 10)
    monkeypatch.setattr(parsing, "_MOST_LINES", 20)
    (block,) = parse("*a*\n" * 30, 5)
    assert isinstance(block, Code)
    assert (block.text, block.first_line) == ("\n".join(["*a*"] * 30), 5)


def test_what_is_left_of_a_text_of_too_many_lines_is_shown_as_code(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parsing, "_MOST_LINES_READ", 4)
    first, second, told, rest = parse("*a*\n\n*b*\n\n*c*\n\n*d*\n", 10)
    assert [block.spans[0].text for block in (first, second) if isinstance(block, Paragraph)] == [
        "a",
        "b",
    ]
    assert isinstance(told, Paragraph)
    assert "too many lines" in told.spans[0].text
    assert isinstance(rest, Code)
    assert (rest.text, rest.first_line) == ("*c*\n\n*d*\n", 14)


def test_what_is_left_of_html_of_too_many_tags_is_shown_as_code(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parsing, "_MOST_TAGS", 5)
    *shown, told, rest = parse_html("<p>a</p>\n<p>b</p>\n<p>c</p>\n", 10)
    said = [one.spans[0].text for one in shown if isinstance(one, Paragraph)]
    assert said == ["a", "b"]
    assert isinstance(told, Paragraph)
    assert "too many blocks" in told.spans[0].text
    assert isinstance(rest, Code)
    assert (rest.text, rest.first_line) == ("<p>c</p>\n", 12)


@pytest.mark.parametrize(
    "unit", ["- a\n", "- \n", "1. a\n\n", "a\n: b\n", "|a|b|\n", "a\n\n", "- > a\n\n"]
)
@pytest.mark.parametrize("definition", ["", "[x]: y\n\n"])
def test_of_too_many_blocks_the_rest_is_shown_as_it_is_written(
    unit: str, definition: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kramdown, "MOST_WAITING", 200)
    monkeypatch.setattr(kramdown, "MOST_TOLD", 600)
    monkeypatch.setattr(pipes, "_MOST_CELLS", 50)
    monkeypatch.setattr(dialect, "_TOLD_AT_ONCE", 20)
    blocks = parse(definition + unit * 900 + "the end")
    assert len(blocks) < 1_000
    *_, told, rest = blocks
    assert isinstance(told, Paragraph)
    assert "too many blocks" in told.spans[0].text
    assert isinstance(rest, Code)
    assert rest.text.endswith("the end")
    lines = (definition + unit * 900 + "the end").split("\n")
    assert rest.text.split("\n") == lines[rest.first_line - 1 :]


def test_of_too_many_items_in_a_quote_the_rest_of_the_quote_is_shown_as_it_is_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kramdown, "MOST_WAITING", 200)
    monkeypatch.setattr(dialect, "_TOLD_AT_ONCE", 20)
    *_, told, rest, after = parse("> - a\n" * 300 + "\nb")
    assert isinstance(told, Paragraph)
    assert "too many blocks" in told.spans[0].text
    assert isinstance(rest, Code)
    assert set(rest.text.split("\n")) == {"- a"}
    assert isinstance(after, Paragraph)
    assert after.spans[0].text == "b"


def test_lines_that_stand_in_the_same_frames_share_their_gutter() -> None:
    layout = lay_out(parse("<details>\n\n" * 6 + "a\n\nb\n\nc"), 80)
    gutters = {id(line.gutter) for line in layout.lines[-4:]}
    assert layout.lines[-1].gutter
    assert len(gutters) == 1
