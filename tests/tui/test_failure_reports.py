"""Reports of failures: what they say, and what they keep to themselves."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from textual.css.query import NoMatches

from tests.tui.conftest import Browse
from tui import __main__, failure_reports
from tui.state.location import state_folder

_SECRET = "what the journal says"


def _fail() -> None:
    try:
        raise KeyError(_SECRET)
    except KeyError as error:
        raise ValueError(_SECRET) from error


def _failure() -> BaseException:
    with pytest.raises(ValueError, match=_SECRET) as caught:
        _fail()
    return caught.value


def test_a_report_names_versions_the_terminal_and_frames_but_no_text() -> None:
    said = failure_reports.text(_failure())
    assert said.startswith("ilgi ")
    assert "python: " in said
    assert "terminal: " in said
    assert "TERM: xterm-256color" in said
    assert "test_failure_reports.py:" in said
    assert said.index("KeyError") < said.index("ValueError")
    assert _SECRET not in said
    assert str(Path.home()) not in said


def test_an_error_of_the_system_is_named_without_the_file() -> None:
    assert "FileNotFoundError (ENOENT)" in failure_reports.text(
        FileNotFoundError(2, "gone", _SECRET)
    )


def test_reports_are_private_and_only_some_are_kept() -> None:
    written = [failure_reports.write(_failure()) for _ in range(15)]
    kept = list((state_folder() / "reports").iterdir())
    assert len(kept) == 10
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}
    assert all(path is not None for path in written)


def test_where_no_report_can_be_written_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ILGI_STATE_DIR", "/dev/null/state")
    assert failure_reports.write(_failure()) is None


@pytest.mark.parametrize("words", [["list"], ["show", "x"]])
def test_a_command_that_fails_says_so_in_a_line(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> int:
        raise ValueError(_SECRET)

    monkeypatch.setattr("tui.cli.run", fail)
    monkeypatch.setattr(__main__, "_drop_output", lambda: None)
    assert __main__.main(words) == 70
    (line,) = capfd.readouterr().err.splitlines()
    (report,) = (state_folder() / "reports").iterdir()
    assert line.startswith("ilgi: ")
    assert line.endswith(f"{report}")
    assert "ValueError" in line
    assert _SECRET not in line + report.read_text()


def test_an_interrupt_while_words_are_read_is_quiet() -> None:
    program = (
        "import tui.__main__ as m, sys\n"
        "def interrupt(_): raise KeyboardInterrupt\n"
        "m.parse = interrupt\n"
        "sys.exit(m.main(['list']))\n"
    )
    environment = {"PYTHONPATH": ":".join(sys.path)}
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, env=environment, check=False
    )
    assert (ran.returncode, ran.stderr) == (130, b"")


async def test_a_window_without_its_widgets_is_no_failure_once_ilgi_ends(browse: Browse) -> None:
    async with browse() as browser:
        browser.app.quitting.shutdown.code = 143
        browser.app._handle_exception(NoMatches("#gone"))
        assert browser.app.quitting.failure is None
    assert not (state_folder() / "reports").exists()
