"""The sentence of a post in which a link stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.journal import Journal
from index.post import Document
from index.relations.sentences import sentence


def document(folder: Path, body: str) -> Document:
    path = folder / "note.md"
    path.write_text(f"---\ntitle: 글\n---\n{body}\n", "utf-8")
    return Journal.open(path, cache=folder / "kept").document("note.md")


def said(folder: Path, body: str, link: int = 0) -> tuple[str, list[str]]:
    read = document(folder, body)
    found = sentence(read, read.outline.links[link])
    return found.text, [found.text[start:end] for start, end in found.ranges]


@pytest.mark.parametrize(
    ("body", "text", "shown"),
    [
        ("One. See **the** [loss](a.md) now! Three.", "See the loss now!", "loss"),
        ("손실을 본다. [어제](a.md) 쓴 글이다. 끝.", "어제 쓴 글이다.", "어제"),
        (
            "첫 줄은 길고\n[둘째](a.md) 줄로 이어진다.\n\n다른 문단.",
            "첫 줄은 길고 둘째 줄로 이어진다.",
            "둘째",
        ),
        ("- 하나\n- see [two](a.md)\n- 셋", "see two", "two"),
        ("1. first\n2. second, cf. [this](a.md) e.g. here", "second, cf. this e.g. here", "this"),
        ("昨日。[今日](a.md)も書く。明日。", "今日も書く。", "今日"),
        ("# About [it](a.md)\ntext", "About it", "it"),
        ("| a | b |\n| - | - |\n| one | [y](a.md) |\n| two | |", "one y", "y"),
        ("# About\n[it](a.md) goes on", "it goes on", "it"),
        ("Above [it](a.md)\n=====\ntext", "Above it", "it"),
        ("Above it\n=====\n[text](a.md) goes on", "text goes on", "text"),
        ("v1.2 of [it](a.md) is out.", "v1.2 of it is out.", "it"),
    ],
)
def test_it_is_the_sentence_without_markup(
    tmp_path: Path, body: str, text: str, shown: str
) -> None:
    found, marked = said(tmp_path, body)
    assert marked == [shown]
    assert found == text


def test_the_second_link_of_a_line_has_its_own_sentence(tmp_path: Path) -> None:
    body = "Read [one](a.md). Read [two](b.md)."
    assert said(tmp_path, body, 1) == ("Read two.", ["two"])


def test_a_long_sentence_is_cut_around_the_link(tmp_path: Path) -> None:
    text, marked = said(tmp_path, f"{'앞말 ' * 200}[여기](a.md) {'뒷말 ' * 200}")
    assert marked == ["여기"]
    assert len(text) < 300
    assert text.startswith("…")
    assert text.endswith("…")


PIECES = ["[a](b.md)", "[가](b.md)", "![](c.png)", "\n", "\n\n", "- ", "> ", "# ", ". ", "。", "! ",
          "word ", "말 ", "`x.` ", "{% post_url x %}", "<!-- [a](b.md) -->",
          "| ", "1. "]  # fmt: skip


@given(body=st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
@settings(deadline=None)
def test_every_link_has_a_sentence_of_one_line(
    body: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    read = document(tmp_path_factory.mktemp("any"), body)
    for link in read.outline.links:
        found = sentence(read, link)
        assert "\n" not in found.text
        assert found.line == link.line
        for start, end in found.ranges:
            assert found.text[start:end] == " ".join(link.text.split())
