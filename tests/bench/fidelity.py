"""The page beside a reference: ``python -m tests.bench.fidelity FOLDER…``.

The reference is kramdown's GFM parser for Jekyll sites, templates rendered by Jekyll (Debian's
``ruby-kramdown-parser-gfm`` and ``jekyll``), and markdown-it's CommonMark with GitHub's tables for
all others. Words, headings, lists, tables, code, links, images and footnotes of each post are
compared. Printed are, for each folder, the share of posts that are alike in each, and for each kind
of difference how many posts have it and the smallest example.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from textwrap import dedent
from urllib.parse import unquote

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from index.post import Document, Problem
from index.reading.files.site import Site
from index.reading.files.walk import walk
from index.reading.read import read
from tui.render.blocks.blocks import FOLD, Block, Code, Heading, Math, Paragraph, Span, Table
from tui.render.document.about import body_blocks

KINDS = ("headings", "lists", "tables", "code", "links", "images", "footnotes")
_INDENTATION = "code indentation"
_ONE_LINE = "tables of one line"
_UNDEFINED = "names without a value in code"
DELIBERATE = {
    _INDENTATION: "kramdown takes that of a list item from the lines that have it, and leaves it"
    " where a line has less; the page keeps the code of a fence as it is written",
    _UNDEFINED: "Jekyll writes nothing for {{ name }}, as of Vue or Angular; the page keeps it",
    _ONE_LINE: "a line of text with a pipe, as in a formula, is a table in kramdown only",
}
"""In what a page and the reference differ on purpose, and why."""
_WORDS = ("words missing", "words extra")
_WORD = re.compile(r"[^\W_]+")
_LIST_SIGNS = re.compile(r"(?:[•☐☑]|\d+[.)](?: [☐☑])?) $")
_TAGGED_CODE = re.compile(
    r"\{[{%][<%]?-?\s*(?:highlight|codeblock)\b[ \t]*(?:lang:)?([\w+#-]*)[^{}\n]*\}{1,2}\n?"
    r"(.*?)\n?[ \t]*\{[{%][<%]?-?\s*(?:/\s*highlight|endcodeblock)\s*[>%-]*\}{1,2}",
    re.DOTALL,
)
"""Code of Hugo's and Hexo's tags, which the sites make blocks of before they read Markdown."""
_ID = re.compile(r"(?<=\S)[ \t]*\{#[\w.:-]+\}[ \t]*$", re.MULTILINE)
"""The id of a heading, which Hugo, VitePress and others take out of its text."""
_OUTPUT = re.compile(r"\{\{(?![<%])[^{}]*\}\}")
_HIDDEN = frozenset({"script", "style", "template", "noscript"})
_LONGEST_BODY = 300_000


@dataclass(slots=True)
class Features:
    """What a post consists of, as far as it is compared."""

    words: Counter[str] = field(default_factory=Counter)
    headings: list[str] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _joined(text: str) -> str:
    return "".join(_words(text))


class _Reference(HTMLParser):
    """Reads the features of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = Features()
        self._text: list[str] = []
        self._hidden = 0
        self._lists: list[str] = []
        self._items: list[int] = []
        self._filled: set[int] = set()
        self._heading: list[str] | None = None
        self._code: list[str] | None = None
        self._tables: list[list[int]] = []
        self._note = False
        self._link: tuple[str, int, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag in ("ul", "ol"):
            self._lists.append(tag)
            self._items.append(-1)
        elif tag == "li" and self._lists and not self._note:
            self._items[-1] = len(self.found.lists)
            self.found.lists.append(f"{len(self._lists)}{self._lists[-1]}")
        elif re.fullmatch("h[1-6]", tag):
            self._heading = [tag[1]]
        elif tag == "pre":
            self._code = []
        elif tag == "table":
            self._tables.append([])
        elif tag == "tr" and self._tables:
            self._tables[-1].append(0)
        elif tag in ("td", "th") and self._tables and self._tables[-1]:
            self._tables[-1][-1] += 1
        elif tag == "img":
            self.found.images.append(given.get("src") or given.get("data-src", ""))
        elif tag == "a" and given.get("href"):
            if "footnote" in given.get("class", "") or given["href"].startswith("#fn"):
                if "#fnref" not in given["href"]:
                    self.found.footnotes.append("·")
                self._hidden += 1
            else:
                self._link = given["href"], len(self._text), len(self.found.images)
        elif "footnotes" in given.get("class", ""):
            self._note = True
        if tag in ("hr", "img"):
            self._filled.update(self._items)
        if tag in ("br", "p", "div", "li", "td", "th", "tr"):
            self._text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._link is not None:
            self._end_link(*self._link)
            self._link = None
        if tag in _HIDDEN or (tag == "a" and self._hidden):
            self._hidden = max(0, self._hidden - 1)
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
            self._items.pop()
        elif re.fullmatch("h[1-6]", tag) and self._heading:
            level, *texts = self._heading
            if "".join(texts).strip():
                self.found.headings.append(f"{level} {_joined(''.join(texts))}")
            self._heading = None
        elif tag == "pre" and self._code is not None:
            self.found.code.append("".join(self._code).strip("\n"))
            self._code = None
        elif tag == "table" and self._tables:
            rows = [cells for cells in self._tables.pop() if cells]
            if rows:
                self.found.tables.append(f"{len(rows)}×{max(rows)}")
        self._text.append(" " if tag not in ("b", "strong", "em", "i", "code", "span", "a") else "")

    def _end_link(self, address: str, texts: int, images: int) -> None:
        """Take a link that something is seen of, unless that is the picture that it leads to."""
        pictures = self.found.images[images:]
        if address not in pictures and (pictures or "".join(self._text[texts:]).strip()):
            self.found.links.append(address)

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        self._text.append(data)
        if self._items and not data.isspace():
            self._filled.update(self._items)
        if self._heading is not None:
            self._heading.append(data)
        if self._code is not None:
            self._code.append(data)

    def features(self, html: str) -> Features:
        """The features of a text in HTML."""
        self.feed(html)
        self.close()
        self.found.words = Counter(_words("".join(self._text)))
        # A bullet that nothing stands beside is no item on a page.
        items = enumerate(self.found.lists)
        self.found.lists = [item for number, item in items if number in self._filled]
        return self.found


def _spans(block: Block) -> Iterator[Span]:
    if isinstance(block, Paragraph | Heading):
        yield from block.spans
    elif isinstance(block, Table):
        for row in block.rows:
            for cell in row.cells:
                yield from cell
                yield Span(" ")


def features_of(blocks: Sequence[Block]) -> Features:
    """The features of a page."""
    found = Features()
    texts: list[str] = []
    begun: set[int] = set()
    images: list[str] = []
    for block in blocks:
        _add_items(block, begun, found)
        if isinstance(block, Heading):
            text = "".join(span.tex or span.text for span in block.spans if not span.picture)
            found.headings.append(f"{block.level} {_joined(text)}")
        elif isinstance(block, Code):
            found.code.append(block.text.strip("\n"))
            texts.append(block.text)
        elif isinstance(block, Math):
            texts.append(block.text)
        elif isinstance(block, Table):
            columns = max(len(row.cells) for row in block.rows)
            found.tables.append(f"{len(block.rows)}×{columns}")
        before = None
        for span in _spans(block):
            if span.picture:
                images.append(span.picture)
            if span.href and span.href.startswith(FOLD):
                pass
            elif span.href and "footnote" in span.roles:
                if not span.href.startswith("#fnref"):
                    found.footnotes.append("·")
            elif (
                span.href and span.href not in (before, span.picture) and "embed" not in span.roles
            ):
                # What is no link in the source, but an address, is none in CommonMark.
                (found.bare if span.text == span.href else found.links).append(span.href)
            before = span.href
            is_sign = span.text == "i "  # of a notice
            is_label = is_sign or span.picture or (span.href and "dim" in span.roles)
            if not is_label and "footnote" not in span.roles:
                texts.append(f" {span.tex} " if span.tex else span.text)
        texts.append("\n")
    found.images = images
    found.words = Counter(_words("".join(texts)))
    return found


def _add_items(block: Block, begun: set[int], found: Features) -> None:
    depth = 0
    for frame in block.frames:
        if "marker" in frame.roles and _LIST_SIGNS.search(frame.first):
            depth += 1
            if frame.serial not in begun:
                begun.add(frame.serial)
                found.lists.append(f"{depth}{'ol' if frame.first[0].isdigit() else 'ul'}")


def _page(document: Document) -> dict[str, object]:
    """What ``page`` is in a template of a post, as far as bodies ask for it."""
    properties = {one.key: one.values for one in document.outline.properties}
    said = {key: values[0] if len(values) == 1 else values for key, values in properties.items()}
    post = document.post
    known = {"title": post.title, "url": post.url, "path": post.path, "tags": post.tags}
    return {**said, **known, "categories": post.categories}


def _references(folder: Path, documents: Sequence[Document]) -> Iterator[Features]:
    if documents and documents[0].kramdown:
        script = Path(__file__).with_suffix(".rb")
        bodies = "\n".join(json.dumps({"body": one.body, "page": _page(one)}) for one in documents)
        made = subprocess.run(
            ["ruby", script, folder], input=bodies, stdout=subprocess.PIPE, text=True, check=True
        )
        for line in made.stdout.splitlines():
            yield _Reference().features(json.loads(line)["html"])
        return
    md = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
    for document in documents:
        body = _TAGGED_CODE.sub(r"\n````\1\n\2\n````\n", document.body)
        body = _ID.sub("", body)
        yield _Reference().features(md.render(body))


@dataclass(slots=True)
class Difference:
    """In how many posts something differs, and the smallest of them."""

    posts: int = 0
    size: int = sys.maxsize
    example: str = ""

    def add(self, document: Document, example: str) -> None:
        """Count a post that differs."""
        self.posts += 1
        if len(document.body) < self.size:
            self.size, self.example = len(document.body), f"{document.post.path}: {example}"


def _first_difference(ours: Sequence[str], theirs: Sequence[str]) -> str:
    for number, (own, other) in enumerate(zip(ours, theirs, strict=False)):
        if own != other:
            return f"at {number} page {own[:60]!r}, reference {other[:60]!r}"
    longer = "page" if len(ours) > len(theirs) else "reference"
    rest = max(ours, theirs, key=len)[min(len(ours), len(theirs)) :]
    return f"{len(rest)} more in the {longer}: {rest[0][:60]!r}"


def _without_outputs(code: Sequence[str]) -> list[str]:
    return [re.sub(r"\{\{[^{}]*\}\}", "", one) for one in code]


def _longer(tables: Sequence[str]) -> list[str]:
    return [table for table in tables if not table.startswith("1×")]


def _compared(kind: str, values: Sequence[str]) -> list[str]:
    if kind == "code":
        return ["\n".join(map(str.strip, one.split("\n"))).strip() for one in values]
    if kind == _INDENTATION:
        # The margin that all lines of a block have is no part of its code.
        lines = [[line.rstrip() for line in one.expandtabs(4).split("\n")] for one in values]
        return [dedent("\n".join(one)).strip() for one in lines]
    if kind in ("links", "images"):
        # The reference has no values of a site for Liquid.
        given = (unquote(_OUTPUT.sub("", one).strip()) for one in values)
        return sorted({one for one in given if one and "{" not in one})
    return list(values)


def compare(folder: Path) -> None:
    """Print how far the pages of a folder are like the reference."""
    site = Site.load(folder)
    documents = []
    for one in walk(site):
        if not isinstance(one, Problem):
            document = read(one, site)
            if not document.html and len(document.body) <= _LONGEST_BODY:
                documents.append(document)
    if not documents:
        print(f"{folder.name}: no posts")
        return
    differences = {kind: Difference() for kind in (*KINDS, *DELIBERATE, *_WORDS)}
    total = missing = extra = 0
    for document, theirs in zip(documents, _references(folder, documents), strict=True):
        ours = features_of(body_blocks(document))
        for kind in KINDS:
            own = _compared(kind, getattr(ours, kind))
            other = _compared(kind, getattr(theirs, kind))
            if kind == "links":
                bare = _compared(kind, ours.bare)
                other = [one for one in other if one not in bare or one in own]
            named = kind
            if kind == "tables" and own != other and _longer(own) == _longer(other):
                named = _ONE_LINE
            elif kind == "code" and _without_outputs(own) == _without_outputs(other) != own:
                named = _UNDEFINED
            elif kind == "code" and own == other:
                named = _INDENTATION
                own, other = (_compared(_INDENTATION, one.code) for one in (ours, theirs))
            if own != other:
                differences[named].add(document, _first_difference(own, other))
        total += theirs.words.total()
        lost_and_more = (theirs.words - ours.words, ours.words - theirs.words)
        for name, lost in zip(_WORDS, lost_and_more, strict=True):
            if lost:
                differences[name].add(document, " ".join([*lost][:8]))
        missing += (theirs.words - ours.words).total()
        extra += (ours.words - theirs.words).total()
    alike = "  ".join(
        f"{kind} {100 - 100 * differences[kind].posts / len(documents):.1f}" for kind in KINDS
    )
    share = 100 / max(total, 1)
    reference = "kramdown" if documents[0].kramdown else "CommonMark"
    print(f"{folder.name} ({len(documents)} posts, {reference})")
    print(f"  missing {missing * share:.2f}  extra {extra * share:.2f}  {alike}")
    for kind, difference in differences.items():
        if difference.posts:
            mark = " (on purpose)" if kind in DELIBERATE else ""
            print(f"    {kind}{mark}: {difference.posts} posts; {difference.example}")


def main() -> None:
    """Compare the posts of each folder that is named."""
    for name in sys.argv[1:]:
        compare(Path(name))


if __name__ == "__main__":
    main()
