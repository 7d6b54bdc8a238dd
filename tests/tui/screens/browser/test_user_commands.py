"""Programs of the reader's own, run by key on the post that is shown."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.journal import Journal
from tests.tui.conftest import Browse

_CONFIGURATION = r"""
[commands]
"g o" = { run = "cp {file} '{root}/../copied'", say = "Made it of {file}" }
"g e" = { run = '''sh -c "printf '\\033[31mno' >&2; exit 4"''' }
"g y" = { run = "no-such-program {line}" }
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with a post of an odd name, and a configuration with commands."""
    root = tmp_path / "til"
    root.mkdir()
    (root / "a 'b; touch c.md").write_text("# 제목\n\n글\n", "utf-8")
    file = Path(os.environ["ILGI_CONFIG_DIR"]) / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text(_CONFIGURATION, "utf-8")
    return root


async def test_a_program_is_given_the_post_and_its_end_is_told(
    browse: Browse, root: Path, tmp_path: Path
) -> None:
    with Journal.open(root, cache=tmp_path / "cache") as journal:
        journal.refresh()
        async with browse(of=journal) as browser:
            await browser.press("g", "o")
            await browser.settle()
            assert (tmp_path / "copied").read_text("utf-8").startswith("# 제목")
            assert not (root / "c.md").exists()
            assert "Made it of" in browser.painted()
            await browser.press("g", "e")
            await browser.settle()
            assert "sh ended with 4: " in browser.painted()
            assert "[31mno" in browser.painted()
            assert "\x1b" not in browser.painted()
            await browser.press("g", "y")
            await browser.settle()
            assert "no-such-program did not start" in browser.painted()


async def test_help_and_palette_have_the_commands(
    browse: Browse, root: Path, tmp_path: Path
) -> None:
    with Journal.open(root, cache=tmp_path / "cache") as journal:
        journal.refresh()
        async with browse(of=journal) as browser:
            await browser.press(":", *"no-such")
            await browser.settle()
            assert "no-such-program {line}" in browser.painted()
