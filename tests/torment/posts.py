"""Damaged and odd posts, read and laid out at eight widths."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from rich.cells import cell_len

from index.post import Document
from index.reading.files.site import Site
from index.reading.files.walk import SourceFile
from index.reading.read import preview_entry, read, scan_of
from index.reading.scanning import scanned
from tui.render.document.about import blocks_of
from tui.render.layout.highlight import highlight
from tui.render.layout.layout import Layout, lay_out
from tui.render.layout.text import ansi, plain

WIDTHS: Final = (8, 10, 17, 33, 60, 80, 120, 200)
_NAMES: Final = ("2024-01-02-글.md", "note.md", "2024-01-02-a.markdown")
_HARMFUL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SGR: Final = re.compile(r"\x1b\[[\d;]*m")
_LAST_BLOCK: Final = 0x32000
_PIECES: Final = (
    "가나다 손실 ", "word ", "\n", "\n\n", "**", "*", "_", "~~", "`", "```\n", "~~~py\n", "$",
    "$$\n", "\\(", "\\)", "\\[", "\\]", "[", "](", ")", "![", "[[", "]]", "{%", "%}", "{{", "}}",
    "{: .notice}\n", "{:toc}\n", "{#a}", "<", ">", "<b>", "</b>", "<br>", "<table>", "<tr>",
    "<td>", "</table>", "<details>", "</details>", "<summary>", "<pre>", "</pre>", "<li>", "<ul>",
    "</ul>", "<!--", "-->", "<script>", "|", "\n|--|--|\n", "# ", "###### ", "> ", "- ", "1. ",
    "    ", "\t", ": ", "[^1]", "[^1]: ", "\n---\n", "- [ ] ", "> [!NOTE]\n", "&#27;", "&amp;",
    "&#x110000;", "&#99999999;", "👨‍👩‍👧‍👦", "\u200b", "e\u0301", "。", "\u202e", "\x1b[2J",
    "\x9b", "\x00", "<h2>", "</h2>", "<img src=x alt='a b'>", "{% highlight c %}\n",
    "{% endhighlight %}\n", "\\frac{", "\\sqrt{", "}", "\\begin{matrix}", "\\end{matrix}", "&",
    "\\\\", "^{", "_{", "\\left(", "\\right)", "\\text{가", "Q. ", "A. ", "진행자: 김하은\n",
    "{% post_url ", "{% include ", "\r\n", "\r", "\ufeff", "\u2028", "https://example.org/", "==",
    "++", "^^", "<kbd>", "<sup>", "*[a]: b\n",
)  # fmt: skip
_FRONT: Final = (
    "title: [", "title: 글", "date: 2021-13-45", "date: 2021-01-02 25:61 +9900", "tags: [a, b",
    "tags: {a: b}", "categories: a b c", "toc: maybe", "a: &a [*a]", "? : !!python/object:os.x y",
    "permalink: /:x/:title/", "author: [x, {y: z}]", "layout: 5", "series: null",
    "title: !!binary x", "<<: *x", "date: 99999-01-01", "date: -1", "title: '", "published: no",
    "b: |\n  x\n y", "\tc: d", "x: 0x" + "f" * 40, "date: 2021-02-03T04:05:06Z",
    "updated: yesterday", "title: \"\\ud800\"",
)  # fmt: skip


class Posts:
    """Bytes flipped, spliced, nested and made from pieces; and every Unicode block."""

    name = "posts"
    seconds = 20.0
    is_cut = True

    def __init__(self, folder: Path) -> None:
        """Use an empty folder as the journal."""
        self._folder = folder
        self._site = Site.load(folder)
        self._seeds = [*_written()]

    def make(self, draw: random.Random, number: int) -> bytes:
        """The bytes of a post."""
        ways: tuple[Callable[[random.Random], bytes], ...] = (
            self._flipped,
            self._spliced,
            self._nested,
            self._pieces,
            self._front,
            self._cut,
        )
        if number % 7 == 6:
            return _block(number // 7)
        made = ways[number % 7](draw)
        if draw.random() < 0.1:
            made = made.decode("utf-8", "replace").encode(
                draw.choice(("utf-16", "cp949")), "replace"
            )
        return made

    def _seed(self, draw: random.Random) -> bytes:
        return draw.choice(self._seeds)

    def _flipped(self, draw: random.Random) -> bytes:
        made = bytearray(self._seed(draw))
        for _ in range(draw.randint(1, 60)):
            made[draw.randrange(len(made))] = draw.randrange(256)
        return bytes(made)

    def _spliced(self, draw: random.Random) -> bytes:
        parts = []
        for _ in range(draw.randint(2, 6)):
            post = self._seed(draw)
            begin = draw.randrange(len(post))
            parts.append(post[begin : begin + draw.randint(1, 2_000)])
        return b"".join(parts)

    def _nested(self, draw: random.Random) -> bytes:
        opening = "".join(draw.choices(_PIECES, k=draw.randint(1, 3)))
        closing = draw.choice(_PIECES)
        times = draw.choice((20, 200, 1_000))
        return f"{opening * times}깊다{closing * times}".encode("utf-8", "surrogatepass")

    def _pieces(self, draw: random.Random) -> bytes:
        return "".join(draw.choices(_PIECES, k=draw.randint(1, 400))).encode()

    def _front(self, draw: random.Random) -> bytes:
        fence = draw.choice(("---", "+++", ";;;", "---", "--- "))
        lines = draw.choices(_FRONT, k=draw.randint(1, 8))
        body = "".join(draw.choices(_PIECES, k=20))
        return "\n".join([fence, *lines, draw.choice((fence, "...", "")), body]).encode()

    def _cut(self, draw: random.Random) -> bytes:
        post = self._seed(draw)
        begin, end = sorted((draw.randrange(len(post)), draw.randrange(len(post))))
        return post[:begin] + post[end:] + draw.randbytes(draw.randint(0, 50))

    def check(self, made: bytes) -> Iterator[str]:
        """What is wrong with how a post is read and laid out."""
        name = _NAMES[len(made) % len(_NAMES)]
        path = self._folder / name
        path.write_bytes(made)
        stat = path.stat()
        file = SourceFile(name, str(path), stat.st_mtime_ns, stat.st_size, "note", "")
        preview_entry(file, self._site, opened=True)
        scanned(file, self._site, partial(scan_of, file, self._site))
        document = read(file, self._site)
        path.unlink()
        post = document.post
        for told in (post.title, post.excerpt, *post.tags, *post.categories, document.body):
            if found := _HARMFUL.search(told):
                yield f"a control reaches what is read: {found[0]!r} in {told[:80]!r}"
        yield from _pages(document)


def _pages(document: Document) -> Iterator[str]:
    blocks = blocks_of(document)
    last = document.text.count("\n") + 1
    for width in WIDTHS:
        layout = lay_out(blocks, width, highlight=highlight if width == 80 else None)
        yield from _wrong_lines(layout, width, last)
    lay_out(blocks, 60, wrapped=False, drawn=False, addresses=True)


def _wrong_lines(layout: Layout, width: int, last: int) -> Iterator[str]:
    for line in layout.lines:
        text = "".join(span.text for span in (*line.gutter, *line.spans))
        if cell_len(text) > width:
            yield f"a line is wider than its page: {text!r} at {width}"
        if not 1 <= line.source <= last:
            yield f"a line is of none of the file: {line.source} of {last}"
    shown = _SGR.sub("", ansi(layout)) if width == 80 else plain(layout)
    if found := _HARMFUL.search(shown):
        yield f"a control reaches the page: {found[0]!r}"


def _block(number: int) -> bytes:
    """128 characters in a row of Unicode, each as prose, in code, in a table and in a formula."""
    first = number * 128 % _LAST_BLOCK
    letters = "".join(map(chr, range(first, first + 128)))
    body = f"# {letters}\n\n{letters}\n\n`{letters}`\n\n```\n{letters}\n```\n\n"
    table = f"| a | b |\n|---|---|\n| {letters} | 가 |\n\n$${letters}$$\n\n- {letters[::2]}\n"
    return f"---\ntitle: {letters}\n---\n{body}{table}".encode("utf-8", "surrogatepass")


def _written() -> Iterator[bytes]:
    """Whole posts that others are made from: those of the demo, and one of each oddity."""
    import tui

    for file in sorted(Path(tui.__file__).with_name("demo").rglob("*.md")):
        yield file.read_bytes()
    from .journal import odd_posts

    for name, body in odd_posts():
        yield f"---\ntitle: {name}\ntags: [a, 나]\n---\n{body[:6_000]}".encode()
