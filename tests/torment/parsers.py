"""Parsers of foreign text: how their time and memory grow with inputs made to be costly."""

from __future__ import annotations

import gc
import os
import resource
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from tests.bench.tables import Table

from .parser_inputs import INPUTS
from .report import Finding, Report

SIZES: Final = tuple(1_024 << doubling for doubling in range(11))
"""The sizes of inputs in characters: 1 KB to 1 MB by doubling."""
MOST_MEGABYTES: Final = 100
MOST_GROWTH: Final = 2.3
"""How many times as long an input may take that is twice as large."""
_LEAST_SECONDS: Final = 0.1
"""What is faster is measured too roughly to tell how it grows."""
_MOST_SECONDS: Final = 60
_TIMES_AGAIN: Final = 2
"""How often an input is measured again that seems to grow too fast; the least time counts."""
_COLLECTED_AT: Final = (100_000, 20, 100)
"""When garbage is collected: as in the browser. Python by itself looks through all objects so often
that the time of what makes many of them grows faster than their number.
"""
_MOST_ADDRESS_SPACE: Final = 3 << 30

Parser = Callable[[str], object]


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
    for _ in range(_TIMES_AGAIN):
        if found.ended or found.growth <= MOST_GROWTH:
            break
        for number, cost in enumerate(found.costs):
            again = _in_a_process(parse, inputs[name](cost.size))
            if not isinstance(again, str):
                found.costs[number] = Cost(cost.size, min(cost.seconds, again[0]), again[1])
    return found


def together(parser: str, size: int) -> Measured:
    """Parse all inputs of a parser at one size, one after the other in one process.

    That takes a fifth of the time, and tells which of them ended it, but not what each has taken.

    Args:
        parser: The name of a parser.
        size: The size in characters.
    """
    parse, inputs = _parser(parser), INPUTS[parser]
    parse(next(iter(inputs.values()))(64))  # imports are not measured
    found = Measured(parser, "all")
    begun = Path(tempfile.mkstemp(prefix="ilgi-torment-")[1])

    def parse_all(_: str) -> None:
        for name, made in inputs.items():
            begun.write_text(name, "utf-8")
            parse(made(size))

    try:
        told = _in_a_process(parse_all, "")
        if isinstance(told, str):
            found.ended = f"{told} at {begun.read_text('utf-8')}"
        else:
            found.costs.append(Cost(size, *told))
    finally:
        begun.unlink()
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
    gc.freeze()
    gc.set_threshold(*_COLLECTED_AT)
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
    if name == "index of a body":
        from index.reading.markdown.outline import scan

        return lambda text: scan(text, 1)
    if name == "page of a body":
        from tui.render.blocks.parse import parse as blocks_of

        return blocks_of
    if name in _PARSERS:
        return _PARSERS[name]
    if name == "encodings":
        from index.reading.decode import decode

        return lambda text: decode(text.encode("latin-1"))
    if name == "gitignore":
        return _ignore
    if name == "site":
        return _configure
    if name == "code":
        from tui.render.layout.highlight import highlight

        return lambda text: highlight(text, "python" if "#" in text else "c")
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


def _read_properties(text: str) -> None:
    """Read front matter and all that a post takes from it, as for a post of a vault."""
    _read_post("a.md", f"---\n{text}\n---\n", kind="obsidian")


def _index_html(text: str) -> None:
    """Read a post in HTML for the index."""
    _read_post("a.html", f"---\n---\n{text}", kind="jekyll")


def _read_templates(text: str) -> None:
    """Read a post whose templates are evaluated."""
    _read_post("a.md", f"---\n---\n{text}", kind="jekyll")


def _read_post(name: str, text: str, *, kind: str) -> None:
    from index.reading.files.site import Site
    from index.reading.files.walk import SourceFile
    from index.reading.read import read

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, name)
        file.write_text(text, "utf-8")
        site = Site.load(Path(folder), kind=kind)
        read(SourceFile(name, str(file), 0, file.stat().st_size), site)


def _html_page(text: str) -> None:
    """Show a post in HTML."""
    from tui.render.blocks.parse import parse_html
    from tui.render.layout.layout import lay_out

    lay_out(parse_html(text), 80)


def _lay_out(text: str) -> None:
    """Show a post: its blocks, their lines, what folds and what is looked for in them."""
    from tui.render.blocks.parse import parse
    from tui.render.document.matches import SearchableText
    from tui.render.layout.folding import folded, folds_of, with_handles
    from tui.render.layout.layout import lay_out

    blocks = parse(text)
    folds = folds_of(blocks)
    whole = lay_out(with_handles(blocks, folds), 80)
    SearchableText(folded(whole, folds, frozenset()))


def _source(text: str) -> None:
    """Show a post as it is written."""
    from tui.render.layout.raw_source import source_layout

    source_layout(text, 80)


_PARSERS: Final[Mapping[str, Parser]] = {
    "properties": _read_properties,
    "templates": _read_templates,
    "index of HTML": _index_html,
    "page of HTML": _html_page,
    "layout": _lay_out,
    "source": _source,
}
"""Those that are a function here."""


def _search(pattern: str) -> None:
    """Look for a pattern in a text, as a search does; one that is refused costs nothing more."""
    from index.search.query.regexes import RegexError, compiled

    with suppress(RegexError, TimeoutError):
        compiled(pattern).search("a" * 10_000 + "!", timeout=0.25, concurrent=True)


def _ignore(text: str) -> None:
    """Ask for paths that are as long as they may be whether a ``.gitignore`` names them."""
    from index.reading.files.globs import ignored_by, is_ignored

    patterns = ignored_by(text.split("\n"))
    for path in ("a" * 255, "a/" * 1_000 + "c"):
        is_ignored(patterns, path)


def _configure(text: str) -> None:
    """Read the settings of a site, and look for a file in them."""
    from index.reading.files.defaults import defaults_for
    from index.reading.files.site import Site
    from index.reading.files.walk import walk

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "_posts").mkdir()
        (root / "_posts" / ("a" * 200 + ".md")).write_text("")
        (root / "_config.yml").write_text(text)
        site = Site.load(root)
        [*walk(site)]
        defaults_for(site.defaults, "a/" * 100 + "b.md", "posts")


def _draw(picture: str) -> None:
    from tui.render.pictures.halves import NotAPictureError, read

    with suppress(NotAPictureError):
        read(picture.encode("latin-1")).rows(80, 20)
