from __future__ import annotations

import re
from pathlib import Path

import pytest

from tui.commands import COMMANDS
from tui.configuration.default_file import default_text, write_default
from tui.configuration.model import Configuration
from tui.configuration.options import OPTIONS
from tui.configuration.reading import read, read_text


def test_every_line_of_it_is_a_default(tmp_path: Path) -> None:
    uncommented = re.sub(r"(?m)^#(?=\S)", "", default_text())
    found = read_text(uncommented, tmp_path)
    assert found == Configuration()
    assert found.given == {option.path for option in OPTIONS}
    assert all(f'"{command.id}" = ' in default_text() for command in COMMANDS)


def test_it_says_nothing_as_it_is(tmp_path: Path) -> None:
    write_default(tmp_path / "new" / "config.toml")
    found = read(tmp_path / "new" / "config.toml")
    assert (found, found.given) == (Configuration(), frozenset())


def test_a_file_that_is_there_stays(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("theme = 'nord'", "utf-8")
    with pytest.raises(FileExistsError):
        write_default(file)
    assert file.read_text("utf-8") == "theme = 'nord'"


def test_a_link_that_leads_nowhere_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "config.toml").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError):
        write_default(tmp_path / "config.toml")
    assert not (tmp_path / "elsewhere").exists()


def test_the_example_of_the_manual_holds(tmp_path: Path) -> None:
    manual = (Path(__file__).parents[3] / ".github" / "MANUAL.md").read_text("utf-8")
    (example,) = re.findall(r"(?s)```toml\n(.*?)```", manual)
    found = read_text(example, tmp_path)
    assert not found.mistakes
    assert found.journals
    assert found.keys["journal.problems"] == ("g e",)
