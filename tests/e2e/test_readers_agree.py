"""Both readers of Markdown agree: what the index has of a post is on its page, no more is hidden.

The index reads posts for words, headings and links; the page parses them to show them. Here every
heading, link and word of the one is looked for in the other, over journals of each kind.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from index.journal import Journal
from index.post import Document, Problem
from index.reading.files.site import Site
from index.reading.files.walk import walk
from index.reading.read import read
from tests.corpora import JOURNALS
from tests.journals.broken import write_broken_journal
from tui.render.blocks.blocks import Block, Heading, Paragraph, Span, Table
from tui.render.document.about import body_blocks, values_of
from tui.render.document.links import link_parts
from tui.render.document.matches import SearchableText, pattern
from tui.render.layout.layout import Layout, lay_out

KINDS = ("jekyll", "html", "hugo", "vault", "til")
SMALL = (
    "hexo",
    "mdbook",
    "logseq",
    "zola",
    "pelican",
    "docusaurus",
    "quarto",
    "mkdocs",
    "vitepress",
)
WIDTH = 4_000
"""Columns of the page: so many that hardly a word is divided between lines."""
LONGEST_BODY = 300_000
_WORD = re.compile(r"[^\W_]{2,}")
_LABEL = re.compile(r"[▣►♪↗] (?:gist |picture$)?")
_NOTICE_TITLES = {"Note", "Tip", "Info", "Important", "Warning", "Caution", "Danger"}

ALLOWED = {
    # The page draws these dimly so that nothing which is written is lost; they are no words of
    # the post, and a heading's id is made without them, as the generator does.
    "tag that brings in nothing known": 81,
    # A page knows the title of its site; the index keeps what is written in the post.
    "value of a Liquid name": 10,
    "control of a form": 1,
    # Subscripts and superscripts are drawn with Unicode's own digits.
    "raised or lowered digits": 1,
    # The index does not know the names of emoji.
    "code of an emoji": 1,
    # Quotes within quotes, or typographic ones: CommonMark takes no such tag, browsers do.
    "tag with misplaced quotes": 48,
}
"""How the readers may differ over the real and the broken posts, and how often they do."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something of a post that one reader has and the other lacks; ``kind`` is why, if allowed."""

    what: str
    path: str
    text: str
    kind: str = ""


def documents(folder: Path) -> Iterator[Document]:
    site = Site.load(folder)
    for found in walk(site):
        if not isinstance(found, Problem):
            document = read(found, site)
            if len(document.body) <= LONGEST_BODY:
                yield document


def addresses(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        rows: tuple[tuple[Span, ...], ...] = ()
        if isinstance(block, Paragraph | Heading):
            rows = (block.spans,)
        elif isinstance(block, Table):
            rows = tuple(cell for row in block.rows for cell in row.cells)
        for span in (span for spans in rows for span in spans):
            yield from (shortened(found) for found in (span.href, span.picture) if found)


def shortened(address: str) -> str:
    """An address as the index has it: of a picture written out in it, the beginning alone."""
    return f"{address[:64].partition(',')[0]},…" if address[:5].lower() == "data:" else address


def differences(document: Document) -> Iterator[Difference]:
    blocks = body_blocks(document)
    layout = lay_out(blocks, WIDTH, wrapped=False)
    yield from _headings(document, layout)
    yield from _links(document, {*addresses(blocks)})
    yield from _kinds(document, layout)
    yield from _words_missing(document, layout)
    yield from _words_added(document, layout)


def _headings(document: Document, layout: Layout) -> Iterator[Difference]:
    drawn = {layout.lines[number].source for number in layout.headings}
    lines = document.body.split("\n")
    for line in sorted(drawn ^ {heading.line for heading in document.outline.headings}):
        yield Difference("heading", document.post.path, lines[line - document.body_line])


def _links(document: Document, on_page: set[str]) -> Iterator[Difference]:
    links = [link for link in document.outline.links if link.line >= document.body_line]
    in_index = {link.target for link in links}
    for target in sorted(in_index - on_page):
        if target:
            kind = "tag with misplaced quotes" if target in {"{{", "“/"} else ""
            yield Difference("link", document.post.path, target, kind)
    for target in sorted(on_page - in_index):
        if not target.startswith(("\0", "#fn")):
            yield Difference("link shown alone", document.post.path, target)


def _kinds(document: Document, layout: Layout) -> Iterator[Difference]:
    """Links that the page would resolve otherwise, since it takes them for another kind."""
    known = {(link.target, link.kind) for link in document.outline.links}
    targets = {target for target, _ in known}
    for line in layout.lines:
        for _, _, link in link_parts(line):
            target = shortened(link.target)
            if target in targets and (target, link.kind) not in known:
                yield Difference(f"{link.kind} on the page", document.post.path, target)


def _words_missing(document: Document, layout: Layout) -> Iterator[Difference]:
    said = SearchableText(layout)
    shown = "\n".join(line.text for line in layout.lines).casefold()
    in_one_line = shown.replace("\n", "")  # a word that is wider than the page is divided
    for word in sorted({*_WORD.findall(f"{document.prose}\n{document.code}")}):
        if word.casefold() in (shown if len(word) < WIDTH // 2 else in_one_line):
            continue
        wanted = pattern([word])
        if not (wanted and said.matches(wanted)):
            kind = "raised or lowered digits" if re.fullmatch(r"[A-Za-z]+\d\w*", word) else ""
            if document.emoji and f":{word}:" in document.body:
                kind = "code of an emoji"
            yield Difference("word", document.post.path, word, kind)


def _words_added(document: Document, layout: Layout) -> Iterator[Difference]:
    links = "\n".join(f"{link.target} {link.text}" for link in document.outline.links)
    written = f"{document.prose}\n{document.code}\n{links}".casefold()
    values = "\n".join(values_of(document).values())
    for span in (span for line in layout.lines for span in line.spans):
        if span.tex or span.roles & {"footnote", "rule"} or span.text in _NOTICE_TITLES:
            continue
        if "dim" in span.roles:
            if span.text[:1] in {"{", "<"} and span.text[-1] in {"}", ">"}:
                kind = "tag that brings in nothing known"
                yield Difference("markup shown", document.post.path, span.text, kind)
            continue
        text = _LABEL.sub(" ", span.text)
        for word in _WORD.findall(text):
            if word.casefold() in written:
                continue
            kind = ""
            if span.text in values:
                kind = "value of a Liquid name"
            elif "kbd" in span.roles:
                kind = "control of a form"
            elif re.search(r"<img src|alt=\"", span.text):
                kind = "tag with misplaced quotes"
            yield Difference("word shown alone", document.post.path, word, kind)


def test_real_and_broken_posts_differ_in_nothing_but_what_is_allowed(
    shared: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    generator = shared / "torture" / "make_torture.py"
    subprocess.run([sys.executable, generator, broken], check=True, capture_output=True)
    folders = [path for path in (shared / "corpus").iterdir() if path.is_dir()]
    found = _found_in(*sorted(folders), broken)
    assert [one for one in found if not one.kind] == []
    assert Counter(one.kind for one in found) == ALLOWED


def test_own_broken_posts_differ_in_nothing_but_a_tag(tmp_path: Path) -> None:
    found = _found_in(write_broken_journal(tmp_path / "broken"))
    assert [(one.text, one.kind) for one in found] == [
        ("{{ a | b: }}", "tag that brings in nothing known")
    ]


def _found_in(*folders: Path) -> list[Difference]:
    return [one for folder in folders for read in documents(folder) for one in differences(read)]


@pytest.mark.parametrize("kind", [*KINDS, *SMALL])
def test_the_readers_agree_on_a_journal_of_each_kind(kind: str) -> None:
    read_all = [*documents(JOURNALS / kind)]
    assert len(read_all) > 0
    found = [one for document in read_all for one in differences(document)]
    assert [one for one in found if not one.kind] == []
    assert {one.kind for one in found} <= {
        "tag that brings in nothing known",
        "raised or lowered digits",
        "value of a Liquid name",
    }


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_hidden_is_hidden_by_both(kind: str) -> None:
    hidden = 0
    for document in documents(JOURNALS / kind):
        hidden += len(re.findall(r"\bhidden\w+", document.body))
        assert not re.search(r"\bhidden\w+", f"{document.prose}\n{document.code}")
        layout = lay_out(body_blocks(document), WIDTH)
        shown = [span for line in layout.lines for span in line.spans if "dim" not in span.roles]
        assert not re.search(r"\bhidden\w+", " ".join(span.text for span in shown))
    assert hidden > 0


@pytest.mark.parametrize("kind", KINDS)
def test_each_word_that_finds_a_post_is_found_on_its_page(kind: str, tmp_path: Path) -> None:
    asked = 0
    with Journal.open(JOURNALS / kind, cache=tmp_path / "cache") as journal:
        journal.refresh()
        for post in journal.posts:
            document = journal.document(post.path)
            said = SearchableText(lay_out(body_blocks(document), WIDTH, wrapped=False))
            for word in sorted({*_WORD.findall(f"{document.prose}\n{document.code}")}):
                answer = journal.search(f'"{word}"')
                assert post.path in {hit.post.path for hit in answer.hits}, word
                wanted = pattern(journal.terms(document, answer))
                found = bool(wanted and said.matches(wanted))
                assert found or re.fullmatch(r"[A-Za-z]+\d", word) or word == "H2O", word
                asked += 1
    assert asked > 30
