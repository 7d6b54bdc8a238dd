"""What every test stands on: folders of its own, a UTF-8 locale, and a time zone east of UTC."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.corpora import CORPORA, JOURNALS, SHARED, is_shared_there
from tests.journals.broken import write_broken_journal

settings.register_profile(
    "ilgi", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("ilgi")

_IN_ONE_WORKER = {
    "terminal": "terminal",
    "indexed": "{corpus}",
    "torture": "torture",
    "broken": "broken",
}
"""Fixtures whose tests run one after another in one worker, and the group of each.

Programs in real terminals answer late where many are started at once, and the others take long
to make. Modules that open terminals without the fixture name the group ``terminal`` themselves;
those that take longest in one are a group of their own, which another worker takes meanwhile.
"""
_WORKERS_PER_CORE = 3
"""Tests of the interface wait for timers more than half of their time."""


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """How many processes run the tests: none beside this one where single files are asked for."""
    if any(Path(name.partition("::")[0]).is_file() for name in config.args):
        return 0
    return _WORKERS_PER_CORE * (os.cpu_count() or 1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep tests together that a shared fixture binds to each other."""
    for item in items:
        if item.get_closest_marker("xdist_group"):
            continue
        for fixture in getattr(item, "fixturenames", ()):
            if fixture in _IN_ONE_WORKER:
                parameters = item.callspec.params if hasattr(item, "callspec") else {}
                group = _IN_ONE_WORKER[fixture].format_map(parameters)
                item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real posts beside the checkout: the test skips where it is not there."""
    if not SHARED.is_dir():
        if is_shared_there():
            pytest.fail(f"{SHARED} is required and is not there")
        pytest.skip(f"no {SHARED}")
    return SHARED


@pytest.fixture(scope="session", params=CORPORA)
def corpus(request: pytest.FixtureRequest) -> Path:
    """A folder of journals: those of the tests, and real ones where they are beside the checkout.

    A test that asks for it runs on each of them.
    """
    if request.param == "own posts":
        return JOURNALS
    shared: Path = request.getfixturevalue("shared")
    return shared / "corpus"


@pytest.fixture(scope="session", params=CORPORA)
def broken_journal(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A journal of broken and odd posts: the tests' own, and that beside the real posts."""
    journal = tmp_path_factory.mktemp("broken") / "journal"
    if request.param == "own posts":
        return write_broken_journal(journal)
    shared: Path = request.getfixturevalue("shared")
    generator = shared / "torture" / "make_torture.py"
    subprocess.run([sys.executable, generator, journal], check=True, capture_output=True)
    return journal


@pytest.fixture
def standin_encoder(monkeypatch: pytest.MonkeyPatch) -> str:
    """The module of an encoder without weights, where a child process finds it."""
    root = Path(__file__).resolve().parents[1]
    monkeypatch.setenv("PYTHONPATH", str(root), prepend=os.pathsep)
    return "tests.index.sync.meaning.standin_worker"


@pytest.fixture(autouse=True)
def own_surroundings(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """Nothing of the user's is read or written: home, cache and state are new for each test."""
    home = tmp_path_factory.mktemp("home")
    for name, folder in {
        "HOME": home,
        "ILGI_CACHE_DIR": home / "cache",
        "ILGI_STATE_DIR": home / "state",
        "ILGI_CONFIG_DIR": home / "config",
        "XDG_CACHE_HOME": home / ".cache",
        "XDG_STATE_HOME": home / ".local" / "state",
        "XDG_CONFIG_HOME": home / ".config",
    }.items():
        monkeypatch.setenv(name, f"{folder}")
    for name in (
        *("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES", "TMUX", "PAGER"),
        *("ILGI_JOURNAL", "NVIM", "BROWSER", "VISUAL", "EDITOR"),
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TZ", "Asia/Seoul")
    time.tzset()
    yield home
    monkeypatch.undo()
    time.tzset()
