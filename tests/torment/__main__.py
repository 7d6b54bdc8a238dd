"""Torment ilgi: ``python -m tests.torment [--minutes N] [--seed S] KIND``.

What was done is printed as Markdown. Each finding is written to a file of its own, with the command
that makes it again; the exit code is 1 where there is one. Runs on Linux.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from .kinds import KINDS
from .report import Report


def main(words: Sequence[str] | None = None) -> int:
    """Torment ilgi as asked for; returns 1 if something was found."""
    asked = _arguments().parse_args(words)
    report = Report(asked.report)
    asked.run(asked, report)
    print(report)
    return 1 if report.findings else 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.torment", description="Torment ilgi.")
    parser.add_argument("--minutes", type=float, default=3.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--report", type=Path, default=Path("torment"), metavar="FOLDER")
    kinds = parser.add_subparsers(required=True, metavar="KIND")

    running = argparse.ArgumentParser(add_help=False)
    running.add_argument("--journal", type=Path, metavar="PATH", help="a copy of it is used")
    running.add_argument("--first", type=int, default=0, metavar="STEP")
    running.add_argument("--until", type=int, metavar="STEP")
    running.add_argument("--coverage", type=Path, metavar="FILE", help="needs coverage.py")

    monkey = kinds.add_parser("monkey", parents=[running], help="any key at full rate")
    monkey.set_defaults(run=_monkey, keys=None, saves=0, no_quitting=False)
    monkey.add_argument("--no-quitting", action="store_true", help="press no key that quits")

    soak = kinds.add_parser("soak", parents=[running], help="keys that do not quit, and figures")
    soak.add_argument("--keys", type=int, metavar="N", help="at most, spread over the time")
    soak.add_argument("--saves", type=int, default=0, metavar="N", help="at least, likewise")
    soak.set_defaults(run=_monkey, no_quitting=True)
    parsers = kinds.add_parser("parsers", help="time and memory of parsers, by doubling")
    parsers.set_defaults(run=_parsers)
    parsers.add_argument("--parser", default="", metavar="NAME", help="this one alone")
    for name in KINDS:
        cases = kinds.add_parser(name, help=f"damaged or random {name}")
        cases.add_argument("--cases", type=int, metavar="N", help="so many of them at most")
        cases.add_argument("--case", type=int, metavar="N", help="this one alone")
        cases.set_defaults(run=_cases, kind=name)
    return parser


def _cases(asked: argparse.Namespace, report: Report) -> None:
    from .cases import torment, write_inputs
    from .kinds import made, table

    with made(asked.kind) as kind:
        one = asked.case is not None
        tried = torment(
            kind,
            asked.seed,
            report,
            seconds=asked.minutes * 60,
            cases=1 if one else asked.cases,
            first=asked.case or 0,
        )
        if one:
            print(f"the input: {write_inputs(kind, asked.seed, asked.case, asked.report)}")
    print(f"{table([tried])}\n")


def _parsers(asked: argparse.Namespace, report: Report) -> None:
    from .parsers import run

    print(f"\n{run(report, asked.parser)}\n")


def _monkey(asked: argparse.Namespace, report: Report) -> None:
    from .monkey import Monkey, Wanted, not_reached, tables

    wanted = Wanted(
        asked.seed,
        asked.minutes * 60,
        asked.first,
        asked.until,
        asked.journal,
        asked.keys,
        asked.saves,
        not asked.no_quitting,
        asked.coverage.resolve() if asked.coverage else None,
    )
    outcome = Monkey(wanted, report, lambda line: print(line, flush=True)).run()
    for table in tables(wanted, outcome):
        print(f"\n{table}")
    print(f"\n{not_reached(outcome)}")


if __name__ == "__main__":
    sys.exit(main())
