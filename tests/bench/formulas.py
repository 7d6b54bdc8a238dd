"""The formulas of posts as they are drawn: ``python -m tests.bench.formulas [--show N] FOLDER…``.

Printed are, for each folder, how many formulas its posts have, those that are left as TeX, and the
commands that stand as they are written in formulas that are drawn. ``--show`` prints every N-th
formula with what is drawn of it.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from index.post import Problem
from index.reading.files.site import Site
from index.reading.files.walk import walk
from index.reading.read import read
from tui.render import math
from tui.render.blocks.blocks import Block, Heading, Paragraph, Table
from tui.render.blocks.blocks import Math as Formula
from tui.render.document.about import body_blocks

_WIDTH = 100
_COMMAND = re.compile(r"\\[A-Za-z]+")

Found = tuple[str, math.Definitions, bool]
"""A formula: its TeX, the commands that its post defines, whether it stands on its own lines."""


def formulas(folder: Path) -> Iterator[tuple[str, Found]]:
    """The formulas of the posts of a folder, each with the path of its post."""
    site = Site.load(folder)
    for file in walk(site):
        if isinstance(file, Problem):
            continue
        document = read(file, site)
        macros = math.defined_in(document.shown_body)
        for block in body_blocks(document):
            for tex, is_own in _of_block(block):
                yield document.post.path, (tex, macros, is_own)


def _of_block(block: Block) -> Iterator[tuple[str, bool]]:
    if isinstance(block, Formula):
        yield block.text, True
    elif isinstance(block, Paragraph | Heading):
        yield from ((span.tex, False) for span in block.spans if span.tex)
    elif isinstance(block, Table):
        for row in block.rows:
            for cell in row.cells:
                yield from ((span.tex, False) for span in cell if span.tex)


def drawn(found: Found) -> str:
    """What is drawn of a formula; empty where it is left as TeX."""
    tex, macros, is_own = found
    rows = math.display(tex, _WIDTH, macros)
    return "\n".join(rows) if is_own else (rows and math.inline(tex, macros)) or ""


def compare(folder: Path, every: int) -> None:
    """Print how the formulas of a folder are drawn."""
    total = 0
    left: list[tuple[str, str]] = []
    commands: Counter[str] = Counter()
    for path, found in formulas(folder):
        total += 1
        shown = drawn(found)
        if not shown:
            left.append((path, found[0]))
        commands.update({*_COMMAND.findall(shown)})
        if every and not total % every:
            print(f"--- {path}: {found[0].strip()}\n{shown}")
    print(f"{folder.name}: {total} formulas, {len(left)} left as TeX")
    for path, tex in left[:40]:
        print(f"    {path}: {' '.join(tex.split())[:200]}")
    if commands:
        named = ", ".join(f"{name} {count}" for name, count in commands.most_common(40))
        print(f"  commands as they are written: {named}")


def main() -> None:
    """Draw the formulas of each folder that is named."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.formulas")
    parser.add_argument("--show", type=int, default=0, metavar="N")
    parser.add_argument("folders", nargs="+", type=Path)
    asked = parser.parse_args()
    for folder in asked.folders:
        compare(folder, asked.show)


if __name__ == "__main__":
    main()
