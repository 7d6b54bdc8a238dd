"""Own and real posts: what the index knows is on the page, and no word of the site is lost."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

from markdown_it import MarkdownIt

from index.post import Document, Problem
from index.reading.files.site import Site
from index.reading.files.walk import walk
from index.reading.read import read
from tests.corpora import JOURNALS
from tui.render.blocks.blocks import Block, Heading, Paragraph, Span, Table, Title
from tui.render.blocks.parse import parse
from tui.render.document.about import blocks_of
from tui.render.document.matches import SearchableText, pattern
from tui.render.layout.folding import folds_of
from tui.render.layout.layout import Layout, lay_out
from tui.render.layout.text import plain

LEAST_WORDS = 0.995
LEAST_FOUND = 0.998
"""All but what the index finds in markup: HTML in code, entities, tags that are not closed."""
LEAST_LINKS = 0.985
"""All but pictures written out in their address, which the index cuts short."""


def documents(corpus: Path) -> Iterator[Document]:
    for folder in sorted(path for path in corpus.iterdir() if path.is_dir()):
        site = Site.load(folder)
        for found in walk(site):
            if not isinstance(found, Problem):
                yield read(found, site)


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def words_of_html(body: str) -> set[str]:
    """What CommonMark makes of a body, without tags, scripts, comments, Liquid and attributes.

    The commands of TeX are no words of the post either, nor is what own posts have to be hidden.
    """
    rendered = MarkdownIt("commonmark", {"html": True}).enable("table").render(body)
    for hidden in (r"<!--.*?-->", r"<(script|style)\b.*?</\1>", r"\{[%{].*?[%}]\}", r"\{:.*?\}"):
        rendered = re.sub(hidden, " ", rendered, flags=re.DOTALL)
    text = html.unescape(re.sub(r"<[^>]*>", " ", rendered))
    text = re.sub(r"\{#[^}]*\}|\]\([^)]*\)|\[!\w+\]|\bhidden\w+", " ", text)
    text = re.sub(r"\\(?:begin|end)\{\w+\}|\\[A-Za-z]+", " ", text)
    return set(re.findall(r"[^\W_]+", text))


def test_posts_lose_no_heading_and_no_word(corpus: Path) -> None:
    headings = words = missing_words = 0
    for document in documents(corpus):
        blocks = blocks_of(document)
        layout = lay_out(blocks, 80)
        is_title = isinstance(blocks[0], Title) and blocks[0].is_heading
        drawn = {layout.lines[number].source for number in layout.headings[is_title:]}
        assert drawn == {heading.line for heading in document.outline.headings[is_title:]}
        headings += len(layout.headings)
        shown = letters(plain(lay_out(parse(document.body, document.body_line), 2_000)))
        wanted = words_of_html(document.body)
        words += len(wanted)
        missing_words += sum(letters(word) not in shown for word in wanted)
    assert headings > (80 if corpus == JOURNALS else 500)
    assert 1 - missing_words / words >= LEAST_WORDS


def addresses(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        rows: tuple[tuple[Span, ...], ...] = ()
        if isinstance(block, Paragraph | Heading | Title):
            rows = (block.spans,)
        elif isinstance(block, Table):
            rows = tuple(cell for row in block.rows for cell in row.cells)
        for span in (span for spans in rows for span in spans):
            yield from (address for address in (span.href, span.picture) if address)


def found_on_page(document: Document, layout: Layout) -> tuple[int, int]:
    """How many words the index has of a post, and how many of them are found on its page."""
    said = SearchableText(layout)
    shown = "\n".join(line.text for line in layout.lines).casefold()
    words = set(re.findall(r"\w{2,}", f"{document.prose}\n{document.code}"))
    rest = [pattern([word]) for word in words if word.casefold() not in shown]
    return len(words), len(words) - sum(not (one and said.matches(one)) for one in rest)


def test_every_link_question_and_hit_of_the_index_is_on_the_page(corpus: Path) -> None:
    links = led = words = found = questions = 0
    for document in documents(corpus):
        blocks = blocks_of(document)
        known = set(addresses(blocks))
        links += len(document.outline.links)
        led += sum(link.target in known for link in document.outline.links)
        in_post, on_page = found_on_page(document, lay_out(blocks, 80, wrapped=False))
        words, found = words + in_post, found + on_page
        answered = sum(question.answer is not None for question in document.outline.questions)
        folds = folds_of(blocks, document.outline.questions)
        assert sum(fold.kind == "answer" for fold in folds) == answered
        questions += answered
    assert questions > 10
    assert words > (1_500 if corpus == JOURNALS else 50_000)
    assert found / words >= LEAST_FOUND
    assert led / links >= LEAST_LINKS
