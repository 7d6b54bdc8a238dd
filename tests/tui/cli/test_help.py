"""``ilgi help`` and the manual page."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tui.cli.arguments import COMMANDS
from tui.cli.fields import FIELDS
from tui.cli.man_page import man_page

if TYPE_CHECKING:
    from tests.tui.cli.conftest import Printed

    Ilgi = Callable[..., Printed]

_ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_what_the_option_prints(command: str, ilgi: Ilgi) -> None:
    words = [command] if command else []
    printed = ilgi("help", *words)
    assert (printed.code, printed.err) == (0, "")
    assert printed.out == ilgi(*words, "--help").out
    if command in FIELDS:
        assert all(field in printed.out for field in FIELDS[command])


def test_help_on_what_is_no_command_offers_one(ilgi: Ilgi) -> None:
    printed = ilgi("help", "serch")
    assert (printed.code, printed.out) == (2, "")
    assert printed.err == "ilgi: there is no command serch; did you mean search?\n"


def test_the_manual_page_that_is_shipped_is_the_one_of_the_parser(ilgi: Ilgi) -> None:
    assert ilgi("help", "--man").out == man_page()
    assert (_ROOT / "tui" / "cli" / "ilgi.1").read_text("utf-8") == man_page(), (
        "write it anew: .venv/bin/ilgi help --man > tui/cli/ilgi.1"
    )


def test_the_manual_page_is_read_by_man() -> None:
    if shutil.which("man") is None or shutil.which("groff") is None:
        pytest.skip("no man, or no groff")
    command = ["man", "--warnings", "-E", "UTF-8", "-l", f"{_ROOT / 'tui' / 'cli' / 'ilgi.1'}"]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert ran.stderr == ""
    for text in (*COMMANDS, "--format", "ILGI_JOURNAL", "일기", r"{path}\t{title}"):
        assert text in ran.stdout


def test_every_line_of_the_manual_page_is_a_request_or_text() -> None:
    requests = {"TH", "SH", "SS", "TP", "PP", "B", "br"}
    for line in man_page().splitlines():
        if line.startswith((".", "'")):
            assert line[1:].split()[0] in requests
