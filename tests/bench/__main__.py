"""Measure ilgi: ``python -m tests.bench WHAT``; ``--help`` says what there is.

Journals are made from a seed, and kept in a folder if one is named. What is printed is Markdown;
``--json FILE`` writes the figures besides. Memory and single cores are looked at as Linux has it.
"""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from .tables import Table, tables_of, write_json


def main(words: Sequence[str] | None = None) -> None:
    """Measure what is asked for, print it, and write it as JSON if a file is named."""
    asked = _arguments().parse_args(words)
    load = os.getloadavg()[0]
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load:.1f} before\n")
    with _folder(asked) as journals:
        figures, tables = asked.measure(asked, Path(journals))
    for table in tables:
        print(f"{table}\n")
    if asked.json:
        write_json(asked.json, figures)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure ilgi.")
    parts = parser.add_subparsers(required=True, metavar="WHAT")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", type=Path, metavar="FILE")
    made = argparse.ArgumentParser(add_help=False)
    made.add_argument("--posts", type=int, nargs="+", default=[208, 10_000])
    made.add_argument("--journals", type=Path, metavar="FOLDER", help="keep what is made there")

    start = parts.add_parser("start", parents=[common, made], help="starts, builds, opening")
    start.add_argument("--runs", type=int, default=11, help="starts of each kind")
    start.set_defaults(measure=_start)

    cli = parts.add_parser("cli", parents=[common, made], help="commands beside ripgrep or grep")
    cli.add_argument("--runs", type=int, default=11, help="runs of each command")
    cli.set_defaults(measure=_cli)

    search = parts.add_parser("search", parents=[common, made], help="queries beside peers")
    search.add_argument("--engines", nargs="*", metavar="ENGINE", help="default: all there are")
    search.add_argument("--each", type=int, default=20, help="questions of each kind")
    search.add_argument("--passes", type=int, default=4, help="how often each is asked again")
    search.set_defaults(measure=_search)

    keys = parts.add_parser("keys", parents=[common, made], help="from a key to what it paints")
    keys.set_defaults(measure=_keys)

    sent = parts.add_parser("bytes", parents=[common, made], help="what keys write to the terminal")
    sent.set_defaults(measure=_bytes)

    memory = parts.add_parser("memory", parents=[common, made], help="private memory")
    memory.set_defaults(measure=_memory)

    files = parts.add_parser("index", parents=[common, made], help="files and memory of an index")
    files.set_defaults(measure=_index)

    growth = parts.add_parser("growth", parents=[common, made], help="index, memory and soak")
    growth.add_argument("--short", action="store_true", help="in three minutes")
    growth.set_defaults(measure=_growth, posts=[208, 10_000, 127_000])

    saves = parts.add_parser("saves", parents=[common, made], help="files and memory held by saves")
    saves.add_argument("--mode", choices=("library", "browser"), action="append")
    saves.add_argument("--saves", type=int, default=100, help="how many posts are saved")
    saves.add_argument("--every", type=int, default=10, help="saves between two rows")
    saves.add_argument("--files", type=int, help="how many files may be open, as by ulimit -n")
    saves.set_defaults(measure=_saves)

    recall = parts.add_parser("recall", parents=[common], help="what searches find of real posts")
    recall.add_argument("corpus", type=Path, nargs="?", metavar="FOLDER")
    recall.set_defaults(measure=_recall)

    items = parts.add_parser("items", parents=[common], help="known items, beside peers")
    items.add_argument("--half", choices=("choose", "report", "all"), default="report")
    items.set_defaults(measure=_items)

    kinds = parts.add_parser("kinds", parents=[common], help="each kind of query, of real posts")
    kinds.add_argument("corpus", type=Path, nargs="?", metavar="FOLDER")
    kinds.add_argument("--seed", type=int, default=17)
    kinds.set_defaults(measure=_kinds)

    spelling = parts.add_parser("spelling", parents=[common], help="mistyped words of real posts")
    spelling.add_argument("corpus", type=Path, nargs="?", metavar="FOLDER")
    spelling.add_argument("--seed", type=int, default=17)
    spelling.set_defaults(measure=_spelling)
    return parser


def _folder(asked: argparse.Namespace) -> Any:
    named = getattr(asked, "journals", None)
    if named is None:
        return tempfile.TemporaryDirectory(prefix="ilgi-bench-")
    named.mkdir(parents=True, exist_ok=True)
    return nullcontext(named)


def _start(asked: argparse.Namespace, journals: Path) -> tuple[list[Any], list[Table]]:
    from .starting import measure

    figures = [each for posts in asked.posts for each in measure(journals, posts, asked.runs)]
    return figures, tables_of(figures)


def _cli(asked: argparse.Namespace, journals: Path) -> tuple[list[Any], list[Table]]:
    from .commands import measure

    figures = [each for posts in asked.posts for each in measure(journals, posts, asked.runs)]
    return figures, tables_of(figures)


def _search(asked: argparse.Namespace, journals: Path) -> tuple[list[Any], list[Table]]:
    from .peers.build import ENGINES
    from .searching import measure, tables

    engines = [*ENGINES, "ripgrep"] if asked.engines is None else asked.engines
    builds, queries = [], []
    for posts in asked.posts:
        built, found = measure(journals, posts, engines, each=asked.each, passes=asked.passes)
        builds += built
        queries += found
    return [*builds, *queries], tables(builds, queries)


def _keys(asked: argparse.Namespace, journals: Path) -> tuple[list[Any], list[Table]]:
    from .keys import measure, table

    painted = [each for posts in asked.posts for each in measure(journals, posts)]
    return painted, [table(painted)]


def _bytes(asked: argparse.Namespace, journals: Path) -> tuple[list[Any], list[Table]]:
    from .sent_bytes import measure

    sent = [each for posts in asked.posts for each in measure(journals, posts)]
    return sent, tables_of(sent)


def _memory(asked: argparse.Namespace, journals: Path) -> tuple[list[Any], list[Table]]:
    from .memory import measure

    held = [each for posts in asked.posts for each in measure(journals, posts)]
    return held, tables_of(held)


def _index(asked: argparse.Namespace, journals: Path) -> tuple[list[Any], list[Table]]:
    from .index_files import measure

    figures = [each for posts in asked.posts for each in measure(journals, posts)]
    return figures, tables_of(figures)


def _growth(asked: argparse.Namespace, journals: Path) -> tuple[list[Any], list[Table]]:
    from . import growth

    chosen = growth.SHORT if asked.short else growth.Extent(tuple(asked.posts))
    figures = list(growth.measure(journals, chosen))
    return figures, tables_of(figures)


def _saves(asked: argparse.Namespace, journals: Path) -> tuple[list[Any], list[Table]]:
    from .saves import MODES, measure

    held = [
        each
        for posts in asked.posts
        for mode in asked.mode or MODES
        for each in measure(
            journals, posts, mode, asked.saves, every=asked.every, files=asked.files
        )
    ]
    return held, tables_of(held)


def _recall(asked: argparse.Namespace, _: Path) -> tuple[list[Any], list[Table]]:
    from .recall import CORPUS, measure, table

    judged = measure(asked.corpus or CORPUS)
    return judged, [table(judged)]


def _items(asked: argparse.Namespace, _: Path) -> tuple[list[Any], list[Table]]:
    from .known_items import measure, tables

    placed = measure(asked.half)
    return placed, tables(placed)


def _kinds(asked: argparse.Namespace, _: Path) -> tuple[list[Any], list[Table]]:
    from .kinds import measure
    from .recall import CORPUS, table

    judged = measure(asked.corpus or CORPUS, asked.seed)
    return judged, [table(judged, "Kinds of queries")]


def _spelling(asked: argparse.Namespace, _: Path) -> tuple[list[Any], list[Table]]:
    from .recall import CORPUS
    from .spelling import measure, table

    typed = measure(asked.corpus or CORPUS, asked.seed)
    return typed, [table(typed)]


if __name__ == "__main__":
    main()
