"""Real posts: page and outline have the same headings, and no word of the site is lost."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

from markdown_it import MarkdownIt

from index.post import Document, Problem
from index.reading.read import read
from index.reading.site import Site
from index.reading.walk import walk
from tui.page.about import blocks_of
from tui.page.layout import lay_out
from tui.page.parse import parse
from tui.page.text import plain

LEAST_WORDS = 0.995


def documents(shared: Path) -> Iterator[Document]:
    for folder in sorted(path for path in (shared / "corpus").iterdir() if path.is_dir()):
        site = Site.load(folder)
        for found in walk(site):
            if not isinstance(found, Problem):
                yield read(found, site)


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def words_of_html(body: str) -> set[str]:
    """What CommonMark makes of a body, without tags, scripts, comments, Liquid and attributes."""
    rendered = MarkdownIt("commonmark", {"html": True}).enable("table").render(body)
    for hidden in (r"<!--.*?-->", r"<(script|style)\b.*?</\1>", r"\{[%{].*?[%}]\}", r"\{:.*?\}"):
        rendered = re.sub(hidden, " ", rendered, flags=re.DOTALL)
    text = html.unescape(re.sub(r"<[^>]*>", " ", rendered))
    return set(re.findall(r"[^\W_]+", re.sub(r"\{#[^}]*\}|\]\([^)]*\)|\[!\w+\]", " ", text)))


def test_real_posts_lose_no_heading_and_no_word(shared: Path) -> None:
    headings = words = missing_words = 0
    for document in documents(shared):
        layout = lay_out(blocks_of(document), 80)
        drawn = {layout.lines[number].source for number in layout.headings}
        assert drawn == {heading.line for heading in document.outline.headings}
        headings += len(drawn)
        shown = letters(plain(lay_out(parse(document.body, document.body_line), 2_000)))
        wanted = words_of_html(document.body)
        words += len(wanted)
        missing_words += sum(letters(word) not in shown for word in wanted)
    assert headings > 500
    assert 1 - missing_words / words >= LEAST_WORDS
