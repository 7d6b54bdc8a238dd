"""A moment of each kind of torment, and that the torment finds what there is to be found."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.torment.cases import torment
from tests.torment.instances import UNSAVED
from tests.torment.journal import Ledger
from tests.torment.keys import may_quit
from tests.torment.kinds import OF_INPUT, OF_PROCESSES, made
from tests.torment.monkey import Monkey, Wanted, screens_there_are
from tests.torment.parser_inputs import INPUTS
from tests.torment.parsers import MOST_MEGABYTES, SIZES, Cost, Measured, measured, together
from tests.torment.report import Finding, Report, place_of
from tests.torment.steps import step_of
from tests.torment.terminal import EndedError, Terminal
from tui.language.korean import TEXTS

_CASES = {"posts": 40, "queries": 60, "configurations": 150, "states": 60, "indexes": 6}
_CASES |= {"kills": 9, "limits": 13, "instances": 1, "disruptions": 2}
_SIZE = (120, 40)

linux = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes as Linux has them")


@pytest.fixture
def report(tmp_path: Path) -> Report:
    return Report(tmp_path / "found")


@pytest.mark.parametrize("name", OF_INPUT)
def test_a_moment_of(name: str, report: Report) -> None:
    _try(name, report)


@linux
@pytest.mark.xdist_group("terminal")
@pytest.mark.parametrize("name", OF_PROCESSES)
def test_a_moment_of_programs_under(name: str, report: Report) -> None:
    _try(name, report)


def _try(name: str, report: Report) -> None:
    with made(name) as kind:
        tried = torment(kind, 1, report, cases=_CASES[name])
    assert not tried.failed, f"{report}"
    assert tried.cases == _CASES[name]


@linux
@pytest.mark.xdist_group("terminal")
def test_a_moment_of_the_monkey(report: Report) -> None:
    wanted = Wanted(seed=5, seconds=300, until=5, posts=12, idle=0.5)
    outcome = Monkey(wanted, report).run()
    assert not report.findings, f"{report}"
    assert outcome.steps == 5
    assert outcome.keys
    assert not outcome.differences
    assert "MainScreen" in outcome.screens


@linux
@pytest.mark.parametrize("parser", sorted(INPUTS.keys() - {"pictures"}))
def test_a_moment_of_each_parser(parser: str) -> None:
    """What takes time or memory with the square of its length is beyond this."""
    many = parser.endswith(("body", "HTML")) or parser == "layout"
    found = together(parser, 4_096 if many else 16_384)
    assert not found.ended, found.ended
    assert found.costs[0].megabytes < MOST_MEGABYTES


@linux
@pytest.mark.parametrize(
    ("parser", "name"),
    [
        ("index of a body", "markdown: headings"),
        ("page of a body", "markdown: empty items"),
        ("page of a body", "markdown: lazy lines of a quote"),
        ("page of a body", "markdown: rows without a header"),
        ("page of a body", "markdown: wide table"),
    ],
)
def test_half_a_megabyte_takes_no_more_memory_than_it_may(parser: str, name: str) -> None:
    """They take 3 to 47 MB, by the allocator; without their bounds 129 to 265."""
    found = measured(parser, name, sizes=(SIZES[-2],))
    assert not found.ended, found.ended
    assert found.costs[0].megabytes < MOST_MEGABYTES


@linux
@pytest.mark.parametrize("name", ["tex: open parentheses", "tex: double dollars"])
def test_what_closes_formulas_is_not_looked_for_at_each_opening(name: str) -> None:
    """With the square of its length it would take sixteen times as long, and else four times."""
    found = measured("index of a body", name, sizes=(1 << 19, 1 << 21))
    assert not found.ended, found.ended
    short, long = (cost.seconds for cost in found.costs)
    assert long < 10 * max(short, 0.05)


@linux
@pytest.mark.parametrize("name", ["PNG of one colour", "PNG with alpha", "progressive JPEG", "GIF"])
def test_a_picture_takes_no_more_memory_than_it_may(name: str) -> None:
    found = measured("pictures", name, sizes=(32_768,))
    assert not found.ended, found.ended
    assert found.costs[0].megabytes < 1.3 * MOST_MEGABYTES


@linux
def test_a_parser_that_takes_too_much_is_noticed(report: Report) -> None:
    found = Measured("yaml", "pairs", [Cost(1 << n, 0.1 * 4**n, n) for n in range(5)])
    assert found.wrong == "grows 4.0 times a doubling"
    assert Measured("yaml", "pairs", [Cost(1, 0.0, 500.0)]).wrong == "500 MB"


class _Fails:
    """Fails wherever there is an x, in one way or in another."""

    name = "queries"
    seconds = 5.0
    is_cut = True

    def make(self, draw: random.Random, number: int) -> bytes:
        return draw.randbytes(20).replace(b"x", b"") + b"x" * (number == 3) + b"y" * 20

    def check(self, made: bytes) -> Iterator[str]:
        if b"x" in made:
            yield f"an x: {len(made)} bytes"


class _Loops:
    name = "queries"
    seconds = 0.2
    is_cut = True

    def make(self, draw: random.Random, number: int) -> bytes:
        return b""

    def check(self, made: bytes) -> Iterator[str]:
        while True:
            pass
        yield ""


def test_a_case_that_fails_is_reported_small_and_can_be_made_again(report: Report) -> None:
    tried = torment(_Fails(), 1, report, cases=10)
    assert tried.failed == 1
    (finding,) = report.findings
    assert finding.again.endswith("--seed 1 queries --case 3")
    written = report.file_of(finding).read_text("utf-8")
    assert finding.again in written
    assert "b'x'" in written


def test_a_case_without_an_end_is_ended_and_reported(report: Report) -> None:
    assert torment(_Loops(), 1, report, cases=1).failed == 1
    assert "0.2 s" in f"{report}"


def test_findings_of_one_cause_are_counted_and_written_once(report: Report) -> None:
    for number in range(3):
        report.add(Finding("death", f"number {number}", "again", place="IndexError in a.py f"))
    assert len(report.findings) == 1
    assert "3 × death: number 0" in f"{report}"
    assert len([*report.folder.iterdir()]) == 1


def test_a_traceback_is_known_by_its_error_and_the_last_place_in_ilgi() -> None:
    try:
        raise ValueError("two: words")
    except ValueError:
        pass
    frames = '  File "/x/tui/app.py", line 3, in run\n    go()\n  File "/y/lib.py", line 9, in go\n'
    written = f"Traceback (most recent call last):\n{frames}ValueError: two: words\n"
    assert place_of(written) == "ValueError in tui/app.py run"


def test_what_was_saved_is_expected_and_anything_else_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("a")
    (tmp_path / "b.md").write_text("b")
    ledger = Ledger(tmp_path)
    draw = random.Random(1)
    for _ in range(40):
        ledger.change(draw)
    assert ledger.differences() == []
    (tmp_path / "c.txt").write_text("new")
    changed = next(tmp_path.glob("*.md"))
    changed.write_bytes(changed.read_bytes() + b"!")
    assert ledger.differences() == [f"altered: {changed.name}", "new: c.txt"]


def test_steps_follow_from_the_seed_and_their_number_alone() -> None:
    steps = [step_of(3, number, _SIZE) for number in range(100)]
    assert steps == [step_of(3, number, _SIZE) for number in range(100)]
    assert steps != [step_of(4, number, _SIZE) for number in range(100)]


def test_no_key_quits_where_none_may() -> None:
    pressed = [key for n in range(300) for key in step_of(1, n, _SIZE, quits=False).keys]
    assert not any(map(may_quit, pressed))
    assert may_quit("ㅂ".encode())


def test_all_screens_are_known() -> None:
    assert {"MainScreen", "HelpScreen", "TitleJump", "NoteScreen"} <= screens_there_are()


def test_what_browsers_say_of_changes_that_are_lost_is_known() -> None:
    assert any(text.startswith(UNSAVED[0]) for text in TEXTS)


@linux
def test_a_browser_that_ends_is_noticed_with_its_exit_code(tmp_path: Path) -> None:
    from tests.torment.monkey import environment

    terminal = Terminal([str(tmp_path / "nothing")], environment(tmp_path, None), _SIZE)
    with pytest.raises(EndedError):
        terminal.wait_until_open()
    assert terminal.exit_code == 2
    assert "nothing" in terminal.text
    assert terminal.unrestored == []
    terminal.close()
