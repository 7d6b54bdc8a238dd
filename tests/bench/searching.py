"""Builds and queries beside other engines, on the same posts, tokens and questions.

Builds run one after the other, each in a process of its own. What the peers index is what ilgi
reads: the time to read all posts once, in one process, is measured by itself and added to theirs.
FTS5 keeps the bodies; ilgi, tantivy and Whoosh do not. Queries run in one process, engine after
engine for each question, so that noise falls on all of them alike; ``first`` is the very
first time each question is asked, the rest are warm. Every query gives the first twenty posts
and the exact total.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median, quantiles

from .corpus import kept_journal
from .peers.build import ENGINES, engine, spooled
from .peers.ilgi import Ilgi
from .peers.peer import Found, Peer
from .peers.questions import Question, questions
from .peers.ripgrep import Ripgrep
from .peers.texts import Text, some_texts
from .processes import run, size_mb
from .tables import Table, cell
from .targets import target

_STEP = (sys.executable, "-m", "tests.bench.peers.build")
_WHOOSH_POSTS = 2_000
_ONE_CORE_POSTS = 20_000
_SAMPLE = 2_000  # posts that questions are drawn from where no peer reads all
_UPDATES = 7
_PATIENCE_MS = 60_000  # for all questions of a kind
_SLOW = {"Whoosh", "ripgrep"}


@dataclass(frozen=True, slots=True)
class Build:
    """A build by one engine.

    ``reading`` is how many of the seconds went into reading the posts, None where it is not known
    by itself. ``cpu_seconds`` are those of all processes and threads: what noise changes least.
    ``update_ms`` is the median time for one changed post to be findable.
    """

    journal: int
    engine: str
    posts: int
    seconds: float
    reading: float | None
    cpu_seconds: float
    peak_mb: float
    index_mb: float
    update_ms: float | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions of one kind to one engine: milliseconds, and how many posts all of them found."""

    journal: int
    kind: str
    engine: str
    questions: int
    found: int
    first_p50_ms: float
    first_p95_ms: float
    p50_ms: float
    p95_ms: float


def measure(
    journals: Path, posts: int, engines: Sequence[str], *, each: int, passes: int
) -> tuple[list[Build], list[Asked]]:
    """All figures for a journal of so many posts, which is made in ``journals`` if need be."""
    journal = kept_journal(journals, posts)
    wanted = [name for name in engines if name in ENGINES and _is_there(name)]
    with tempfile.TemporaryDirectory(prefix="ilgi-bench-") as scratch:
        spool = Path(scratch, "posts.jsonl")
        builds = [_build_ilgi(journal, Path(scratch, "ilgi"), posts)]
        if posts <= _ONE_CORE_POSTS:
            builds.append(_build_ilgi(journal, Path(scratch, "one-core"), posts, one_core=True))
        if wanted:
            reading = json.loads(run([*_STEP, "read", str(journal), str(spool)]).printed)
            builds += [_build(name, spool, Path(scratch, name), posts, reading) for name in wanted]
        texts = list(spooled(spool) if wanted else some_texts(journal, _SAMPLE))
        ilgi = Ilgi(journal, Path(scratch, "ilgi"))
        peers = {name: engine(name).open(Path(scratch, name)) for name in wanted}
        asking: dict[str, Callable[[Question], Found | None]] = {
            "ilgi": ilgi.ask,
            **{name: peer.ask for name, peer in peers.items()},
        }
        if "ripgrep" in engines and Ripgrep.is_there():
            asking["ripgrep"] = Ripgrep(journal / "_posts").ask
        about = list(questions(texts, each))
        asked = _ask(posts, about, asking, passes)
        asked += _count_facets(posts, about, ilgi, peers, passes)
        updates = {"ilgi": _update_ilgi(ilgi, journal, texts)}
        updates.update((name, _update(peer, texts)) for name, peer in peers.items())
    return [replace(b, update_ms=updates.get(b.engine)) for b in builds], asked


def _is_there(name: str) -> bool:
    with suppress(ImportError):
        return bool(engine(name))
    print(f"{name} is not installed and is left out", file=sys.stderr)
    return False


def _build_ilgi(journal: Path, cache: Path, posts: int, *, one_core: bool = False) -> Build:
    command = [sys.executable, "-m", "tui", "index", "--json", str(journal)]
    ran = run(command, {**os.environ, "ILGI_CACHE_DIR": str(cache)}, one_core=one_core)
    report = json.loads(ran.printed)
    assert report["posts"] == posts, report
    name = "ilgi, one core" if one_core else "ilgi"
    return Build(
        posts,
        name,
        posts,
        report["seconds"],
        None,
        ran.cpu_seconds,
        ran.peak_mb,
        size_mb(cache),
    )


def _build(name: str, spool: Path, folder: Path, posts: int, reading: dict[str, float]) -> Build:
    folder.mkdir()
    count = min(posts, _WHOOSH_POSTS if name == "Whoosh" else posts)
    ran = run([*_STEP, name, str(spool), str(folder), str(count)])
    told = json.loads(ran.printed)
    share = told["posts"] / posts
    seconds, cpu_seconds = (told[key] + reading[key] * share for key in ("seconds", "cpu_seconds"))
    read = reading["seconds"] * share
    size = size_mb(folder)
    return Build(posts, name, told["posts"], seconds, read, cpu_seconds, ran.peak_mb, size)


def _ask(
    journal: int,
    about: Sequence[Question],
    asking: dict[str, Callable[[Question], Found | None]],
    passes: int,
) -> list[Asked]:
    """Ask every engine every question, once for the first time and ``passes`` times more."""
    first: dict[tuple[str, str], list[float]] = defaultdict(list)
    warm: dict[tuple[str, str], list[float]] = defaultdict(list)
    found: dict[tuple[str, str], int] = defaultdict(int)
    for turn in range(passes + 1):
        for place, question in enumerate(about):
            for name, ask in asking.items():
                if name in _SLOW and (turn > 1 or place >= len(about) // 2):
                    continue
                key = question.kind, name
                if sum(first[key]) + sum(warm[key]) > _PATIENCE_MS:
                    continue
                milliseconds, answer = _timed(ask, question)
                if answer is None:
                    continue
                (warm if turn else first)[key].append(milliseconds)
                found[key] += 0 if turn else answer[0]
    kinds = dict.fromkeys(question.kind for question in about)
    return [
        _asked(journal, kind, name, found[kind, name], first[kind, name], warm[kind, name])
        for kind in kinds
        for name in asking
        if warm[kind, name]
    ]


def _timed(
    ask: Callable[[Question], Found | None], question: Question
) -> tuple[float, Found | None]:
    began = time.perf_counter()
    answer = ask(question)
    return (time.perf_counter() - began) * 1e3, answer


def _asked(
    journal: int, kind: str, name: str, found: int, first: list[float], warm: list[float]
) -> Asked:
    return Asked(journal, kind, name, len(first), found, *_middle(first), *_middle(warm))


def _middle(times: Sequence[float]) -> tuple[float, float]:
    """Median and 95th percentile."""
    if len(times) == 1:
        return times[0], times[0]
    return median(times), quantiles(times, n=20, method="inclusive")[-1]


def _count_facets(
    journal: int, about: Sequence[Question], ilgi: Ilgi, peers: dict[str, Peer], passes: int
) -> list[Asked]:
    """The counts of facets; what peers do in one go includes finding the posts again."""
    times: dict[str, list[float]] = defaultdict(list)
    names: dict[str, int] = defaultdict(int)
    some = [question for question in about if question.kind in {"common word", "two words"}]
    for turn in range(passes + 1):
        for question in some:
            ilgi.search(question)
            for name, count in (
                ("ilgi", ilgi.facets_after),
                *((name, peer.facets) for name, peer in peers.items()),
            ):
                began = time.perf_counter()
                counted = count(question)
                if counted is not None:
                    times[name].append((time.perf_counter() - began) * 1e3)
                    names[name] += 0 if turn else counted
    kind, per_pass = "facet counts", len(some)
    return [
        _asked(journal, kind, name, names[name], taken[:per_pass], taken[per_pass:])
        for name, taken in times.items()
    ]


def _update(peer: Peer, texts: Sequence[Text]) -> float:
    """The median for one changed post to be found, in milliseconds, without reading its file."""
    times: list[float] = []
    for turn in range(_UPDATES):
        old = texts[len(texts) // 2 + turn]
        new = replace(old, text=f"{old.text}\nfreshword{turn}")
        began = time.perf_counter()
        peer.update(old, new)
        times.append((time.perf_counter() - began) * 1e3)
    return median(times)


def _update_ilgi(ilgi: Ilgi, journal: Path, texts: Sequence[Text]) -> float:
    """The same for a file that is saved: found by walking, read, indexed; the file is restored."""
    times: list[float] = []
    for turn in range(_UPDATES):
        path = texts[len(texts) // 2 + turn].path
        file = journal / path
        before, kept = file.read_bytes(), file.stat()
        gc.collect()
        try:
            began = time.perf_counter()
            ilgi.update(path, f"freshword{turn}x")
            times.append((time.perf_counter() - began) * 1e3)
        finally:
            file.write_bytes(before)
            os.utime(file, ns=(kept.st_atime_ns, kept.st_mtime_ns))
    return median(times)


def tables(builds: Sequence[Build], asked: Sequence[Asked]) -> list[Table]:
    """The figures as tables, one for builds and one for queries of each journal."""
    made: list[Table] = []
    for journal in dict.fromkeys(build.journal for build in builds):
        made.append(_build_table(journal, [b for b in builds if b.journal == journal]))
        made.append(_query_table(journal, [a for a in asked if a.journal == journal]))
    return made


def _build_table(journal: int, builds: Sequence[Build]) -> Table:
    ours = next(build for build in builds if build.engine == "ilgi")
    heads = (
        *(
            "engine",
            "posts",
            "s",
            "of it reading",
            "posts/s",
            "ilgi is × as fast",
            "CPU s",
            "by CPU",
        ),
        *("peak MB", "index MB", "one update ms"),
    )
    rows = [
        (
            build.engine,
            f"{build.posts:,}",
            cell(build.seconds),
            cell(build.reading),
            f"{build.posts / build.seconds:,.0f}",
            cell((ours.posts / ours.seconds) / (build.posts / build.seconds)),
            cell(build.cpu_seconds),
            cell((ours.posts / ours.cpu_seconds) / (build.posts / build.cpu_seconds)),
            cell(build.peak_mb),
            cell(build.index_mb),
            cell(build.update_ms),
        )
        for build in builds
    ]
    return Table(f"Builds, {journal:,} posts", heads, rows)


def _query_table(journal: int, asked: Sequence[Asked]) -> Table:
    by_key = {(one.kind, one.engine): one for one in asked}
    engines = list(dict.fromkeys(one.engine for one in asked))
    heads = (
        "p50 / p95 ms",
        "p95 asked",
        "ilgi first",
        *engines,
        "ilgi ÷ FTS5",
        "ilgi ÷ tantivy",
        "posts found",
    )
    rows = []
    for kind in dict.fromkeys(one.kind for one in asked):
        ours = by_key[kind, "ilgi"]
        times = (_times(by_key.get((kind, name))) for name in engines)
        ratios = (_ratio(ours, by_key.get((kind, name))) for name in ("FTS5", "tantivy"))
        found = (_found(name, by_key.get((kind, name))) for name in ("ilgi", "FTS5", "tantivy"))
        rows.append(
            (
                kind,
                f"{target(kind, journal)}",
                f"{cell(ours.first_p50_ms)} / {cell(ours.first_p95_ms)}",
                *times,
                *ratios,
                " ".join(filter(None, found)),
            )
        )
    return Table(f"Queries, {journal:,} posts", heads, rows)


def _times(asked: Asked | None) -> str:
    return "–" if asked is None else f"{cell(asked.p50_ms)} / {cell(asked.p95_ms)}"


def _ratio(ours: Asked, theirs: Asked | None) -> str:
    if theirs is None:
        return "–"
    return f"{cell(ours.p50_ms / theirs.p50_ms)} / {cell(ours.p95_ms / theirs.p95_ms)}"


def _found(name: str, asked: Asked | None) -> str:
    return "" if asked is None else f"{name} {asked.found:,}"
