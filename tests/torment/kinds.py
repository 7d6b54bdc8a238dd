"""The kinds of cases that are made and checked one after the other, by name."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.bench.tables import Table, cell

if TYPE_CHECKING:
    from .cases import Kind, Tried

OF_INPUT: Final = ("posts", "queries", "configurations", "states", "indexes")
"""Kinds whose cases are inputs of this process."""
OF_PROCESSES: Final = ("kills", "limits", "instances", "disruptions")
"""Kinds whose cases are programs that run, on Linux."""
KINDS: Final = (*OF_INPUT, *OF_PROCESSES)
"""Their names."""


@contextmanager
def made(name: str) -> Iterator[Kind]:
    """A kind by its name, with a folder of its own until the block ends."""
    with tempfile.TemporaryDirectory(prefix="ilgi-torment-") as folder:
        match name:
            case "posts":
                from .posts import Posts

                yield Posts(Path(folder))
            case "configurations":
                from .configurations import Configurations

                yield Configurations(Path(folder))
            case "states":
                from .states import States

                yield States(Path(folder))
            case "indexes":
                from .indexes import Indexes

                yield Indexes(Path(folder))
            case "disruptions":
                from .disruptions import Disruptions

                yield Disruptions(Path(folder))
            case "instances":
                from .instances import Instances

                yield Instances(Path(folder))
            case "limits":
                from .limits import Limits

                yield Limits(Path(folder))
            case "kills":
                from .kills import Kills

                with closing(Kills(Path(folder))) as kills:
                    yield kills
            case _:
                from .queries import Queries

                queries = Queries(Path(folder))
                try:
                    yield queries
                finally:
                    queries.close()


def table(tried: Sequence[Tried]) -> Table:
    """How many cases of each kind were tried."""
    heads = ["kind", "cases", "failed", "slowest case, s of work", "its number"]
    rows = [
        [one.kind, f"{one.cases:,}", f"{one.failed:,}", cell(one.slowest), f"{one.slowest_case}"]
        for one in tried
    ]
    return Table("Cases", heads, rows)
