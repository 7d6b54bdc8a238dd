"""The page beside Textual's Markdown: ``python -m tests.bench.page [POSTS]``, in one run.

Each post is shown in both, one after the other; told are the milliseconds until lines of it are in
the view, and the longest that the event loop did not answer meanwhile. ``run_test`` draws no
terminal: what painting takes besides is alike for both.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Markdown

from index.post import Document, Problem
from index.reading.files.site import Site
from index.reading.files.walk import walk
from index.reading.read import read
from tui.widgets.page_view.view import PageView

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "hongsusoo"
Shows = Callable[[Document], Awaitable[None]]


class _Ours(App[None]):
    def compose(self) -> ComposeResult:
        yield PageView()

    async def show(self, document: Document) -> None:
        view = self.query_one(PageView)
        view.show(document)
        while view.page is None or view.page.document is not document:
            await asyncio.sleep(0.001)


class _Theirs(App[None]):
    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Markdown()

    async def show(self, document: Document) -> None:
        await self.query_one(Markdown).update(document.body)


async def _measure(show: Shows, document: Document) -> tuple[float, float]:
    """Milliseconds until ``document`` is shown, and the longest gap of the event loop."""
    gaps = [0.0]

    async def watch() -> None:
        while True:
            begun = time.perf_counter()
            await asyncio.sleep(0.001)
            gaps.append(time.perf_counter() - begun - 0.001)

    watching = asyncio.create_task(watch())
    await asyncio.sleep(0.005)
    begun = time.perf_counter()
    await show(document)
    took = time.perf_counter() - begun
    await asyncio.sleep(0.005)
    watching.cancel()
    return took * 1000, max(gaps) * 1000


def _memory() -> float:
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * 4 / 1024


def _row(name: str, times: list[tuple[float, float]]) -> tuple[str, ...]:
    took = sorted(one[0] for one in times)
    return (
        name,
        f"{statistics.median(took):.0f}",
        f"{took[int(len(took) * 0.95)]:.0f}",
        f"{took[-1]:.0f}",
        f"{max(one[1] for one in times):.0f}",
    )


async def _run(documents: list[Document]) -> None:
    ours, theirs = _Ours(), _Theirs()
    rows: list[tuple[str, ...]] = []
    async with ours.run_test(size=(120, 40)):
        await ours.show(documents[0])
        page = [await _measure(ours.show, one) for one in documents]
        rows.append(_row("page", page))
        for name, body in _large(documents):
            before = _memory()
            made = replace(documents[0], body=body, text=body, body_line=1)
            took = await _measure(ours.show, made)
            await ours.workers.wait_for_complete()
            rows.append((*_row(f"page, {name}", [took]), f"{_memory() - before:+.0f}"))
    async with theirs.run_test(size=(120, 40)):
        await theirs.show(documents[0])
        rows.append(_row("Textual", [await _measure(theirs.show, one) for one in documents]))
    for row in (("view", "p50 ms", "p95", "max", "longest gap", "MB"), *rows):
        print(f"{row[0]:<24}", *(f"{figure:>12}" for figure in row[1:]))


def _large(documents: list[Document]) -> list[tuple[str, str]]:
    body = "\n\n".join(document.body for document in documents)
    code = "\n".join(f'name_{n} = "글 {n}"  # 말' for n in range(5_000))
    cells = ["|".join(f"값{row}-{column}" for column in range(200)) for row in range(5)]
    return [
        ("1 MB", (body + "\n\n") * (1_000_000 // len(body.encode()) + 1)),
        ("code of 5,000 lines", f"```python\n{code}\n```\n"),
        ("table of 200 × 5", "\n".join([cells[0], "|".join(["-"] * 200), *cells[1:]])),
    ]


def main() -> None:
    """Measure the posts of a folder, or those of the shared corpus."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    site = Site.load(folder)
    found = [one for one in walk(site) if not isinstance(one, Problem)]
    asyncio.run(_run([read(one, site) for one in found]))


if __name__ == "__main__":
    main()
