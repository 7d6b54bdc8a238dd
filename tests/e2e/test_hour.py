"""An hour of use in a real terminal, at three sizes and in two languages; see ``hour``."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from rich.cells import cell_len

from tests.e2e.hour import STEPS, Step
from tests.e2e.hour_posts import write_journal
from tests.e2e.test_every_key import keys_of

if TYPE_CHECKING:
    from tests.e2e.conftest import Tmux

Size = tuple[int, int]
Language = Literal["en", "ko"]

_SIZES: tuple[Size, ...] = ((120, 40), (80, 24), (40, 12))
_LEAST_STEPS = 150
_WIDTH = re.compile(r"@(<?)(\d+) (.*)", re.DOTALL)
_CORNERS = {"┏": ("┓", "┗", "┛", "┃"), "┌": ("┐", "└", "┘", "│")}
"""The other corners of a border by its upper left one, and what its sides are made of."""


@dataclass(slots=True)
class Person:
    """Somebody at a terminal of some width who reads one language."""

    terminal: Tmux
    language: Language
    columns: int

    def press(self, step: Step) -> Callable[[], str]:
        """Press the keys of a step; the function waits for what is to be seen, and tells it."""
        keys, *texts = step
        if keys.startswith("resize:"):
            self.columns = int(keys.removeprefix("resize:").partition("x")[0])
        before = self.terminal.screen()
        wanted = [self._shown_by(text, before) for text in self._meant(texts)]
        assert wanted, f"{step} awaits nothing"
        assert not all(holds(before) for holds in wanted), f"{step} shows already:\n{before}"
        self._press(keys)
        return lambda: self.terminal.wait_until(
            lambda screen: all(holds(screen) for holds in wanted), f"what {step} does"
        )

    def look(self, step: Step, screen: str) -> None:
        """Look whether anything on the screen is cut; it may still be painted."""
        if wrong := cut_texts(screen, self.columns):
            self.terminal.wait_until(
                lambda now: not cut_texts(now, self.columns),
                f"a whole screen after {step}: {wrong}",
            )

    def _press(self, keys: str) -> None:
        if keys.startswith("="):
            self.terminal.type(keys[1:])
        elif keys.startswith("resize:"):
            columns, _, rows = keys.removeprefix("resize:").partition("x")
            self.terminal.resize(int(columns), int(rows))
        else:
            self.terminal.press(*keys_of(keys))

    def _meant(self, texts: Sequence[str]) -> Iterator[str]:
        """The texts that hold in this language and width."""
        for text in texts:
            said = text
            if at := _WIDTH.fullmatch(text):
                if (self.columns < int(at[2])) != bool(at[1]):
                    continue
                said = at[3]
            english, _, korean = said.partition("|") if not said.startswith("≠") else (said, "", "")
            yield korean if korean and self.language == "ko" else english

    def _shown_by(self, text: str, before: str) -> Callable[[str], bool]:
        """Whether a screen shows what a text of the table says."""
        if text.startswith("≠"):
            expression = re.compile(text[1:])
            was = expression.search(before)
            return lambda screen: (
                (now := expression.search(screen)) is not None and (was is None or now[0] != was[0])
            )
        if text.startswith("-"):
            return lambda screen: text[1:] not in screen
        if text.startswith("!"):
            said = text[1:].replace(" ", "")
            return lambda screen: said in noticed(screen)
        return lambda screen: text in screen


def noticed(screen: str) -> str:
    """What the notices on a screen say, without blanks."""
    return re.sub(r"\s", "", "".join(line.partition("▌")[2] for line in screen.splitlines()))


def cut_texts(screen: str, columns: int) -> list[str]:
    """What is wrong with a screen: borders out of line, and texts of the interface that are cut."""
    rows = [_cells(line) for line in screen.splitlines()]
    wrong = [
        f"row {y} is {len(row)} cells wide" for y, row in enumerate(rows) if len(row) > columns
    ]
    boxes = [box for y, row in enumerate(rows) for box in _boxes(rows, y, row)]
    if not boxes and columns > 12 and "▌" not in screen and "ready>" not in screen:
        wrong.append("no border is whole")
    for left, top, right, bottom in boxes:
        side = _CORNERS[rows[top][left]][3]
        for y in range(top + 1, bottom):
            covered = "▌" in rows[y] or any(
                o != (left, top, right, bottom)
                and o[1] <= y <= o[3]
                and (o[0] <= left <= o[2] or o[0] <= right <= o[2])
                for o in boxes
            )
            row = rows[y]
            if not covered and (row[left] != side or len(row) <= right or row[right] != side):
                wrong.append(f"the border at {left}-{right} is broken in row {y}")
    wrong += [
        f"row {y} lost a letter" for y, row in enumerate(rows) if "\N{REPLACEMENT CHARACTER}" in row
    ]
    wrong += [
        f"row {y} is cut: {line}"
        for y, line in enumerate(screen.splitlines())
        if re.search(r"┗.*… ━+┛", line)
    ]
    foot = screen.splitlines()[-1] if screen.splitlines() else ""
    if "…" in foot and "▌" not in foot and "→ " not in foot:
        wrong.append(f"the foot is cut: {foot}")
    return wrong


def _cells(line: str) -> list[str]:
    """A line as the cells of a terminal: a wide letter takes one, and an empty one behind it."""
    cells: list[str] = []
    for letter in line:
        width = cell_len(letter)
        if width == 0 and cells:
            cells[-1] += letter
        else:
            cells += [letter, *[""] * (width - 1)]
    return cells


def _boxes(rows: list[list[str]], top: int, row: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """The borders whose upper left corner is in a row: left, top, right and bottom."""
    for left, letter in enumerate(row):
        if letter not in _CORNERS or not letter:
            continue
        upper, lower_left, lower_right, _ = _CORNERS[letter]
        bottom = next(
            (y for y in range(top + 1, len(rows)) if rows[y][left : left + 1] == [lower_left]), 0
        )
        for right in range(left + 1, len(row)):
            if row[right] == upper and rows[bottom][right : right + 1] == [lower_right] and bottom:
                yield left, top, right, bottom
                break
            if row[right] in _CORNERS:
                break


def test_the_table_is_long_enough() -> None:
    assert sum(len(step) > 1 for step in STEPS) >= _LEAST_STEPS


@pytest.mark.xdist_group("long in a terminal")
@pytest.mark.parametrize("language", ["en", "ko"])
def test_an_hour_goes_without_a_seam(
    language: Language,
    terminal: Callable[..., Tmux],
    ilgi: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Three people do the same at once, each at a terminal of another size.

    While one waits the others are at work, so that it takes no longer than the slowest.
    """
    log = write_journal(tmp_path / "log")
    other = tmp_path / "other"
    other.mkdir()
    (other / "one.md").write_text("# 하나\n\n첫 메모.\n", "utf-8")
    (other / "two.md").write_text("# Two\n\nThe second note.\n", "utf-8")
    configuration = Path(os.environ["ILGI_CONFIG_DIR"])
    configuration.mkdir(parents=True)
    (configuration / "config.toml").write_text(
        f'language = "{language}"\nanimation = false\n', "utf-8"
    )
    people = []
    for columns, rows in _SIZES:
        tmux = terminal(columns, rows)
        state = f"ILGI_STATE_DIR={tmp_path / f'state-{columns}'}"
        tmux.run("env", "-u", "VISUAL", "EDITOR=true", state, *ilgi, f"{log}", f"{other}")
        tmux.wait_for("37 posts" if language == "en" else "글 37개", "한 해 뒤에")
        people.append(Person(tmux, language, columns))
    for step in STEPS:
        if len(step) > 1:
            seen = [person.press(step) for person in people]
            for person, wait in zip(people, seen, strict=True):
                person.look(step, wait())
