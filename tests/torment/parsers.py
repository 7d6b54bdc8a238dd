"""Parsers of foreign text: how their time and memory grow with inputs made to be costly."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from tests.bench.tables import Table

from .report import Finding, Report

SIZES: Final = tuple(1_024 << doubling for doubling in range(11))
"""The sizes of inputs in characters: 1 KB to 1 MB by doubling."""
MOST_MEGABYTES: Final = 100
MOST_GROWTH: Final = 2.3
"""How many times as long an input may take that is twice as large."""
_LEAST_SECONDS: Final = 0.05
"""What is faster is measured too roughly to tell how it grows."""
_MOST_SECONDS: Final = 60
_MOST_ADDRESS_SPACE: Final = 3 << 30

Parser = Callable[[str], object]
Input = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one input took: processor time, and memory beyond what the process had before."""

    size: int
    seconds: float
    megabytes: float


@dataclass(slots=True)
class Measured:
    """The costs of an input of a parser at each size; ``ended`` says why there are no more."""

    parser: str
    name: str
    costs: list[Cost] = field(default_factory=list)
    ended: str = ""

    @property
    def growth(self) -> float:
        """How many times as long the longest inputs take at each doubling, on average of two."""
        slow = [cost for cost in self.costs if cost.seconds >= _LEAST_SECONDS]
        if len(slow) < 2:
            return 0.0
        first = slow[max(0, len(slow) - 3)]
        doublings = (slow[-1].size // first.size).bit_length() - 1
        return float((slow[-1].seconds / first.seconds) ** (1 / doublings))

    @property
    def wrong(self) -> str:
        """What is beyond the limits; empty where all is within them."""
        most = max((cost.megabytes for cost in self.costs), default=0.0)
        said = [self.ended] if self.ended else []
        if most > MOST_MEGABYTES:
            said.append(f"{most:.0f} MB")
        if self.growth > MOST_GROWTH:
            said.append(f"grows {self.growth:.1f} times a doubling")
        return ", ".join(said)


def measured(parser: str, name: str, sizes: tuple[int, ...] = SIZES) -> Measured:
    """Parse an input of each size in a process of its own, the smallest first.

    Args:
        parser: The name of a parser.
        name: The name of one of its inputs.
        sizes: The sizes in characters.
    """
    parse, inputs = _parser(parser), INPUTS[parser]
    parse(inputs[name](64))  # imports are not measured
    found = Measured(parser, name)
    for size in sizes:
        told = _in_a_process(parse, inputs[name](size))
        if isinstance(told, str):
            found.ended = f"{told} at {size:,}"
            break
        found.costs.append(Cost(size, *told))
    return found


def _in_a_process(parse: Parser, made: str) -> tuple[float, float] | str:
    """Seconds and megabytes, or what kept it from being parsed."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reading)
            os.write(writing, _cost(parse, made).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as file:
        said = file.read()
    os.waitpid(child, 0)
    if not said:
        return f"ended or longer than {_MOST_SECONDS} s"
    seconds, _, megabytes = said.partition(" ")
    return (float(seconds), float(megabytes)) if megabytes else said


def _cost(parse: Parser, made: str) -> str:
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_ADDRESS_SPACE, _MOST_ADDRESS_SPACE))
    Path("/proc/self/clear_refs").write_text("5", "ascii")  # begin to note the peak here
    before = _kilobytes("VmHWM")
    began = time.process_time()
    try:
        parse(made)
    except Exception as error:
        return f"{type(error).__name__}"
    seconds = time.process_time() - began
    return f"{seconds} {(_kilobytes('VmHWM') - before) / 1024}"


def _kilobytes(name: str) -> int:
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    return 0


def run(report: Report, only: str = "") -> Table:
    """Measure all parsers on all inputs, or those of one parser; tell what is beyond the limits."""
    rows = []
    for parser, inputs in INPUTS.items():
        if only and parser != only:
            continue
        for name in inputs:
            found = measured(parser, name)
            rows.append(_row(found))
            print(" | ".join(rows[-1]), flush=True)
            if found.wrong:
                again = f"python -m tests.torment parsers --parser {parser}"
                report.add(Finding("parsers", f"{parser}, {name}: {found.wrong}", again))
    heads = ["parser", "input", "1 KB, ms", "32 KB, ms", "1 MB, ms", "a doubling", "most, MB", ""]
    return Table("Parsers", heads, rows)


def _row(found: Measured) -> list[str]:
    at = {cost.size: cost for cost in found.costs}
    times = [
        f"{at[size].seconds * 1000:,.1f}" if size in at else "–"
        for size in (SIZES[0], SIZES[5], SIZES[-1])
    ]
    most = max((cost.megabytes for cost in found.costs), default=0.0)
    growth = f"{found.growth:.2f}" if found.growth else "–"
    return [found.parser, found.name, *times, growth, f"{most:.1f}", found.wrong]


def _repeated(piece: str, before: str = "", after: str = "") -> Input:
    """An input that is one piece over and over, between two others."""

    def made(size: int) -> str:
        times = max(1, (size - len(before) - len(after)) // len(piece))
        return f"{before}{piece * times}{after}"

    return made


def _numbered(pattern: str, before: str = "") -> Input:
    """An input of pieces that are numbered, so that each is another."""

    def pieces(size: int) -> Iterator[str]:
        left, number = size - len(before), 0
        while left > 0:
            piece = pattern.replace("#", f"{number}")
            left -= len(piece)
            number += 1
            yield piece

    return lambda size: before + "".join(pieces(size))


def _halves(first: str, second: str) -> Input:
    """An input of one piece over and over, then as much of another."""
    return lambda size: _repeated(first)(size // 2) + _repeated(second)(size // 2)


def _merges(size: int) -> str:
    keys = "".join(f"  k{number}: 1\n" for number in range(size // 24))
    return f"a: &a\n{keys}b:\n  <<: [{'*a,' * (size // 6)}]\n"


def _aliases(size: int) -> str:
    """Lists of the list before, nine times over: so many that a walk through them would not end."""
    lines = (
        f"a{number}: &a{number} [{','.join([f'*a{number - 1}'] * 9)}]"
        for number in range(1, size // 50)
    )
    return "\n".join(["a0: &a0 [x]", *lines])


def _picture(kind: str, mode: str, size: int, **how: bool) -> str:
    """A picture of one colour of as many pixels as are read, a million for each KB of ``size``."""
    import io

    from PIL import Image

    side = int(min(size / 1024 * 1_000_000, 40_000_000) ** 0.5)
    file = io.BytesIO()
    Image.new(mode, (side, side)).save(file, kind, **how)
    return file.getvalue().decode("latin-1")


_DEEP_LINE: Final = f"#.{'.'.join('a' * 62)}=1\n"

INPUTS: Final[Mapping[str, Mapping[str, Input]]] = {
    "yaml": {
        "pairs": _numbered("key#: value\n"),
        "list in brackets": _repeated("1,", "a: [", "1]"),
        "list of items": _repeated("- a\n", "a:\n"),
        "numbers": _repeated("1 ", "a: "),
        "empty mappings": _repeated("{},", "a: [", "{}]"),
        "open brackets": _repeated("[", "a: "),
        "open braces": _repeated("{a: ", "a: "),
        "nested items": _repeated("- "),
        "questions": _repeated("? "),
        "merges": _merges,
        "aliases": _aliases,
        "anchors": _numbered("a#: &a# b\n"),
        "open quote": _repeated("x\n", 'a: "'),
        "escapes": _repeated("\\x41", 'a: "', '"'),
        "blanks": _repeated(" ", "a:"),
        "line feeds": _repeated("\n", "a: |\n"),
        "comments": _repeated("#\n"),
        "tags": _repeated("!x "),
        "repeated key": _repeated("a: b\n"),
        "broken lines": _repeated("a: [\n"),
        "broken line": _repeated("a: b: ", "title: "),
        "colons": _repeated(":"),
        "documents": _repeated("--- a\n", "a: b\n"),
    },
    "toml": {
        "dotted key": _repeated("a.", "", "a=1"),
        "dotted quoted key": _repeated("'a b' . ", "", "a=1"),
        "dotted key in braces": _repeated("a.", "x = {", "a=1}"),
        "dotted key in a table": _repeated("a.", "[", "a]\n"),
        "deep keys": _numbered(_DEEP_LINE),
        "deep tables": _numbered("[a.b.c.#.d.e.f.g.h.i.j.k]\n"),
        "tables": _numbered("[a#]\n"),
        "arrays of tables": _repeated("[[a]]\n"),
        "pairs": _numbered("a#=1\n"),
        "numbers": _repeated("1,", "a=[", "1]"),
        "floats": _repeated("1.5,", "a=[", "1]"),
        "dates": _repeated("2024-01-01,", "a=[", "1]"),
        "empty tables": _repeated("{},", "a=[", "1]"),
        "small tables": _repeated("{a=1},", "a=[", "1]"),
        "open brackets": _repeated("[", "a="),
        "open braces": _repeated("{a=", "a="),
        "long number": _repeated("1", "a="),
        "underscores": _repeated("1_", "a="),
        "open string": _repeated('\\"', 'a="'),
        "open text": _repeated("x\n", 'a="""'),
        "quotes": _repeated('"', 'a="""'),
        "comments": _repeated("#\n"),
        "blanks": _repeated(" ", "a="),
    },
    "json": {
        "open brackets": _repeated("[", '{"a": '),
        "open braces": _repeated('{"a":'),
        "numbers": _repeated("1,", '{"a": [', "1]}\n"),
        "empty lists": _repeated("[],", '{"a": [', "1]}\n"),
        "empty mappings": _repeated("{},", '{"a": [', "1]}\n"),
        "pairs": _numbered('"a#":1,', "{"),
        "long number": _repeated("1", '{"a": '),
        "open string": _repeated("\\u0041", '{"a": "'),
        "line feeds": _repeated("\n", '{"a": '),
    },
    "entities": {
        "ampersands": _repeated("&"),
        "unknown": _repeated("&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
        "without semicolon": _repeated("&lt"),
        "numbers": _repeated("&#65;"),
        "long number": _repeated("9", "&#"),
        "nested": _repeated("&amp;", "", "lt;"),
    },
    "html": {
        "less-than signs": _repeated("<"),
        "open tags": _repeated("<b>"),
        "nested lists": _repeated("<ul><li>"),
        "nested tables": _repeated("<table><tr><td>"),
        "open attributes": _repeated("<a href='"),
        "attributes": _numbered(" a#=b", "<a"),
        "comments": _repeated("<!--"),
        "declarations": _repeated("<!a "),
        "instructions": _repeated("<?"),
        "scripts": _repeated("<script>"),
        "closing tags": _repeated("</b>"),
        "blocks": _repeated("<div>\n\n"),
        "line breaks in code": _repeated("a<br>", "<pre>"),
        "spans of Markdown": _repeated('<div markdown="1">\n'),
        "details": _repeated("<details><summary>a\n\n"),
        "pictures": _repeated("<img src=a alt='b c'>"),
        "entities": _repeated("&lt;b&gt; "),
    },
    "liquid": {
        "open tags": _repeated("{% "),
        "open values": _repeated("{{ "),
        "tags": _repeated("{% a %} "),
        "values": _repeated("{{ site.title }} "),
        "raw": _repeated("{% raw %}"),
        "comments": _repeated("{% comment %}\n"),
        "highlights": _repeated("{% highlight c %}\n"),
        "shortcodes": _repeated("{{< a "),
        "inclusions": _repeated("{% include a.html b='"),
        "blanks": _repeated(" ", "{%"),
    },
    "tex": {
        "dollars": _repeated("$"),
        "open formulas": _repeated("$a "),
        "formulas": _numbered("$a_{#}$ "),
        "blocks": _numbered("$$\\frac{a}{#}$$\n\n"),
        "open braces": _repeated("{", "$$", "$$"),
        "fractions": _repeated("\\frac", "$$", "$$"),
        "grids": _repeated("&\\\\", "$$", "$$"),
        "fences": _repeated("\\left(", "$$", "$$"),
        "definitions": _numbered("\\newcommand{\\a#}{b}", "$$"),
        "open definitions": _repeated("\\def\\a{"),
        "doubling definitions": _repeated("$\\a\\a$ ", "$\\def\\b{cc}\\def\\a{\\b\\b}\\a$ "),
        "endless definition": _repeated("$\\a$ ", "$\\def\\a{\\a\\a}\\a$ "),
        "environments": _repeated("\\begin{matrix}"),
        "brackets": _repeated("\\[ "),
    },
    "regexes": {
        "groups": _repeated("("),
        "closed groups": _repeated("(a|b)"),
        "repeats": _repeated("a{99}"),
        "nested repeats": _repeated("(?:a{9}", "", "){9}"),
        "sets": _repeated("[a-z&&[^b]]"),
        "classes": _repeated("\\p{L}+"),
        "alternatives": _repeated("a|"),
        "doubled": _repeated("(a+)+", "", "$"),
    },
    "queries": {
        "groups": _repeated("("),
        "words": _numbered("w# "),
        "quotes": _repeated('"'),
        "open phrase": _repeated("\\", '"'),
        "fields": _repeated("tag:"),
        "exclusions": _repeated("-"),
        "expressions": _repeated("/(a+)+$/ "),
        "dates": _repeated("date:2021..2022 "),
        "initials": _repeated("ㄱ"),
        "syllables": _repeated("가"),
        "marks": _repeated("e\u0301"),
        "commas": _repeated("tag:a,b,"),
    },
    "configuration": {
        "dotted key": _repeated("a.", "", "a=1"),
        "dotted key in braces": _repeated("'a b'.", "x = {", "a=1}"),
        "tables": _numbered("[a#]\n"),
        "pairs": _numbered("a#=1\n"),
        "long list": _repeated("1,\n", "a=[\n", "1]"),
        "lists": _repeated("a=[\n"),
        "keys": _numbered('"a#" = "j"\n', "[keys]\n"),
        "open text": _repeated("x\n", 'a="""'),
        "comments": _repeated("#\n"),
        "journals": _numbered('a# = "~/b"\n', "[journals]\n"),
    },
    "records": {
        "open brackets": _repeated("["),
        "lines": _numbered(
            '{"kind":"read","key":"#","values":{},"when":"2024-01-01T00:00:00+00:00"}\n'
        ),
        "one record": _repeated(
            '{"kind":"read","key":"a","values":{},"when":"2024-01-01T00:00:00+00:00"}\n'
        ),
        "values": _repeated("[],", '{"kind":"a","key":"b","values":{"a":[', '[]]},"when":""}'),
        "line feeds": _repeated("\n"),
        "no records": _repeated("x\n"),
    },
    "pictures": {
        "PNG of one colour": lambda size: _picture("PNG", "RGB", size),
        "PNG in greys": lambda size: _picture("PNG", "L", size),
        "PNG in 16 bits": lambda size: _picture("PNG", "I;16", size),
        "PNG with alpha": lambda size: _picture("PNG", "RGBA", size),
        "GIF": lambda size: _picture("GIF", "P", size),
        "WEBP": lambda size: _picture("WEBP", "RGB", size),
        "JPEG": lambda size: _picture("JPEG", "RGB", size),
        "progressive JPEG": lambda size: _picture("JPEG", "RGB", size, progressive=True),
        "JPEG in four inks": lambda size: _picture("JPEG", "CMYK", size),
    },
    "dates": {
        "digits": _repeated("1"),
        "blanks": _repeated(" ", "2024-01-01"),
        "fraction": _repeated("0", "2024-01-01 10:00:00."),
        "letters": _repeated("a", "jan"),
    },
}
"""What each parser is given, by the names of the parsers and of the inputs."""


def _parser(name: str) -> Parser:
    """A parser by its name, imported no sooner than it is wanted."""
    if name in {"yaml", "toml", "json"}:
        from index.reading.front_matter.front_matter import read_front_matter

        fence = {"yaml": "---", "toml": "+++", "json": ""}[name]
        around = (f"{fence}\n", f"\n{fence}\n") if fence else ("", "")
        return lambda text: read_front_matter(text.join(around))
    if name == "entities":
        from index.entities import unescape

        return unescape
    if name == "dates":
        from index.reading.front_matter.dates import DateRules, read_date

        return lambda text: read_date(text, DateRules(zone_names=True))
    if name in {"html", "liquid", "tex"}:
        from index.reading.markdown.outline import scan
        from tui.render.blocks.parse import parse as blocks_of
        from tui.render.layout.layout import lay_out

        def page(text: str) -> None:
            scan(text, 1)
            lay_out(blocks_of(text), 80)

        return page
    if name == "regexes":
        return _search
    if name == "queries":
        from index.search.query.describe import describe
        from index.search.query.parse import parse as query_of

        return lambda text: describe(query_of(text, date(2024, 5, 1)))
    if name == "configuration":
        from tui.configuration.reading import read_text

        return lambda text: read_text(text, Path("/"))
    if name == "records":
        from tui.state.records import Records

        return lambda text: Records.of(text.encode())
    if name == "pictures":
        return _draw
    raise ValueError(name)


def _search(pattern: str) -> None:
    """Look for a pattern in a text, as a search does; one that is refused costs nothing more."""
    from index.search.query.regexes import RegexError, compiled

    with suppress(RegexError, TimeoutError):
        compiled(pattern).search("a" * 10_000 + "!", timeout=0.25, concurrent=True)


def _draw(picture: str) -> None:
    from tui.render.pictures.halves import NotAPictureError, read

    with suppress(NotAPictureError):
        read(picture.encode("latin-1")).rows(80, 20)
