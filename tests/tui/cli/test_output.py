from __future__ import annotations

import io
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.cli.output import Output, to_json, visible_controls

_ANY_TEXT = st.text(st.characters(exclude_categories=()))
_TURNS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@given(_ANY_TEXT)
def test_json_gives_any_text_back_and_sends_no_control(text: str) -> None:
    document = to_json({text: [text, None, 1]})
    assert json.loads(document) == {text: [text, None, 1]}
    document.encode()
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} or c in _TURNS for c in document)


def test_json_keeps_hangul_readable() -> None:
    assert to_json(["손실 함수 — “loss”"]) == '["손실 함수 — “loss”"]'


@given(_ANY_TEXT)
def test_what_a_terminal_is_given_holds_no_control(text: str) -> None:
    shown = visible_controls(text)
    assert len(shown) == len(text)
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} or c in _TURNS for c in shown)


def test_a_control_stays_visible() -> None:
    assert visible_controls("a\x1b[31mb\x00\x7f") == "a␛[31mb␀␡"


def test_columns_align_by_the_cells_of_wide_characters() -> None:
    out = io.StringIO()
    Output(out, io.StringIO()).table([("학습", "a"), ("loss", "b"), ("é", "c")], ("plain", "plain"))
    assert out.getvalue() == "학습  a\nloss  b\né     c\n"


@pytest.mark.parametrize("columns", [20, 40, 80])
def test_a_row_is_one_line_of_the_terminal(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", f"{columns}")
    monkeypatch.setenv("NO_COLOR", "1")
    out = _Terminal()
    rows = [("12", "아주 긴 제목 " * 40, "_posts/" + "x" * 200), ("3", "짧은 제목", "a.md")]
    Output(out, io.StringIO()).table(rows, ("plain",) * 3)
    first, second = out.getvalue().splitlines()
    assert cell_len(first) <= columns
    assert first.startswith("12  아주")
    assert first.count("…") == 2
    assert second.startswith("3   짧은")


def test_a_pipe_gets_all_of_a_row() -> None:
    out = io.StringIO()
    Output(out, io.StringIO()).table([("긴 제목 " * 100, "end")], ("plain", "plain"))
    assert "…" not in out.getvalue()
    assert out.getvalue().endswith("end\n")


def test_a_pipe_gets_no_colour() -> None:
    assert Output(io.StringIO(), io.StringIO()).paint("x", "strong") == "x"


def test_a_terminal_gets_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Output(_Terminal(), io.StringIO()).paint("x", "strong") == "\x1b[1mx\x1b[0m"


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_a_terminal_may_ask_for_no_colour(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    assert Output(_Terminal(), io.StringIO()).paint("x", "strong") == "x"
