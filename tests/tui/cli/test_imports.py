from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_PROGRAM = """
import sys
from tui.__main__ import main
try:
    main(sys.argv[1:])
finally:
    print(*sorted(sys.modules), file=sys.stderr)
"""


def _imported(*words: str, folder: Path) -> set[str]:
    """The packages that a command imports."""
    return {name.partition(".")[0] for name in _modules(*words, folder=folder)}


def _modules(*words: str, folder: Path) -> set[str]:
    """The modules that a command imports."""
    ran = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    return set(ran.stderr.splitlines()[-1].split())


def test_version_imports_nothing_of_weight(journal: Path) -> None:
    heavy = {"textual", "rich", "whoosh", "yaml", "markdown_it", "pygments", "index", "json"}
    assert _imported("--version", folder=journal) & heavy == set()


@pytest.mark.parametrize(
    "words",
    [
        ["index"],
        ["list"],
        ["search", "손실"],
        ["show", "gradient"],
        ["tags"],
        ["problems"],
        ["config"],
    ],
    ids=lambda words: words[0],
)
def test_what_prints_never_imports_textual(words: list[str], journal: Path) -> None:
    assert "textual" not in _imported(*words, folder=journal)
    assert "textual" not in _imported(*words, "--json", folder=journal)


_SLOW = frozenset(
    (
        *("argparse", "asyncio", "charset_normalizer", "concurrent", "email", "logging"),
        *("markdown_it", "multiprocessing", "numpy", "pathspec", "platformdirs", "pygments"),
        *("regex", "socket", "ssl", "subprocess", "tempfile", "textual", "watchfiles", "whoosh"),
        "yaml",
    )
)
"""What takes more than a millisecond to import, or imports what does."""

_NEEDED = {
    ("list",): (250, {"rich"}),
    ("list", "--json"): (250, set()),
    ("list", "loss"): (285, {"rich"}),
    ("search", "loss"): (325, {"rich"}),
    ("search", "손실", "--json"): (320, set()),
    ("search", "loss", "--json", "--as-indexed"): (315, set()),
    ("show", "note", "--json"): (335, {"yaml"}),
    ("show", "note"): (445, {"rich", "yaml", "markdown_it", "logging"}),
    ("tags",): (265, {"rich"}),
    ("categories",): (265, {"rich"}),
    ("dates",): (265, {"rich"}),
    ("people",): (265, {"rich"}),
    ("questions",): (250, {"rich"}),
    ("problems",): (240, set()),
    ("stats",): (275, {"rich"}),
    ("bookmarks",): (270, set()),
    ("notes",): (270, set()),
    ("export",): (270, set()),
    ("config",): (145, {"rich"}),
    ("completions", "bash"): (120, set()),
    ("completions", "bash", "--", "ilgi li"): (230, set()),
    ("completions", "bash", "--", "ilgi list tag:a"): (275, set()),
    ("help", "list"): (130, {"argparse"}),
    ("help", "--man"): (130, {"argparse"}),
    ("list", "--jsonl"): (270, {"argparse"}),
    ("list", "--format", "{file}"): (270, {"argparse"}),
    ("problems", "--check"): (270, {"argparse"}),
}
"""How many modules a command on indexed notes imports at most, and which slow ones it needs.

Some ten more than it imports now: what the interpreter itself imports differs from place to place.
"""


def test_a_command_imports_what_it_needs(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    for day in range(3):
        text = f"# note {day}\n\nloss 손실 #tag\n\n**Q. Why?**\n\nA. So.\n"
        (notes / f"2024-01-0{day + 1}.md").write_text(text, "utf-8")
    (notes / "2024-02-01.md").write_text("---\ntitle: note\ntags: [a]\n---\nloss\n", "utf-8")
    _modules("index", folder=notes)
    unneeded: dict[str, set[str]] = {}
    for words, (most, needed) in _NEEDED.items():
        modules = _modules(*words, folder=notes)
        packages = {name.partition(".")[0] for name in modules}
        if slow := packages & (_SLOW | {"rich"}) - needed:
            unneeded[" ".join(words)] = slow
        assert len(modules) <= most, f"{' '.join(words)}: {len(modules)} modules"
    assert unneeded == {}


def test_a_list_of_a_site_whose_folders_are_unchanged_needs_no_syntax(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "_posts").mkdir(parents=True)
    (site / "_config.yml").write_text("title: site\nauthor: {name: me}\n", "utf-8")
    (site / "_posts" / "2024-01-01-a.md").write_text("---\ntitle: a\n---\nx\n", "utf-8")
    _modules("index", folder=site)
    unneeded = {"index.syntax", "index.toml", "tomllib", "tempfile", "index.reading.read", "numpy"}
    assert _modules("list", "--json", folder=site) & unneeded == set()


def test_a_second_list_needs_no_reader(journal: Path) -> None:
    _imported("index", folder=journal)
    assert _imported("list", "--json", folder=journal) & {"markdown_it", "pygments"} == set()


_BROWSER = """
import asyncio
import sys
from index.journal import Journal
from tui.app import IlgiApp
from tui.screens.browser.main import MainScreen

seen = set()

async def begin(screen):
    seen.update(sys.modules)

MainScreen._begin = begin

async def browse():
    with Journal.open(sys.argv[1]) as journal:
        async with IlgiApp(journal).run_test() as pilot:
            await pilot.pause()

asyncio.run(browse())
print(*sorted(seen), file=sys.stderr)
"""


def test_the_first_paint_waits_for_nothing_that_is_needed_later(journal: Path) -> None:
    _imported("index", folder=journal)
    ran = subprocess.run(
        [sys.executable, "-c", _BROWSER, str(journal)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    imported = set(ran.stderr.splitlines()[-1].split())
    others = {"pyroaring", "numpy", "rapidfuzz", "regex", "watchfiles", "pylatexenc"}
    heavy = {"whoosh", "yaml", "markdown_it", "pygments.lexers", "PIL"}
    pages = {
        "tui.render.layout.layout",
        "tui.render.blocks.blocks",
        "tui.widgets.page_view.viewer",
        "index.results",
    }
    windows = {
        "tui.screens.dialogs.text_dialog",
        "tui.screens.dialogs.quick_open",
        "tui.screens.dialogs.help",
        "tui.terminal.urls",
    }
    assert "tui.screens.browser.main" in imported
    assert imported & (others | heavy | pages | windows) == set()


def test_a_journal_by_its_name_needs_no_parser(journal: Path) -> None:
    # In a pipe the browser ends where it would have imported textual.
    assert _imported(str(journal), folder=journal) & {"argparse", "textual"} == set()
