"""How what is printed looks: colours, widths, the pager, and files as they are."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from tests.e2e.pseudo_terminal import PseudoTerminal
from tui.cli.output import Output

if TYPE_CHECKING:
    from tests.tui.cli.conftest import Printed

    Ilgi = Callable[..., Printed]

pytestmark = pytest.mark.xdist_group("terminal")

_PAGER = """
import sys
text = sys.stdin.read()
print("paged", text.count(chr(10)), flush=True)
"""


def test_colours_are_printed_when_they_are_asked_for(
    ilgi: Ilgi, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\x1b[" not in ilgi("show", "gradient").out
    assert "\x1b[1m" in ilgi("show", "gradient", "--color", "always").out
    assert "\x1b[" in ilgi("list", "--color=always").out
    monkeypatch.setenv("CLICOLOR_FORCE", "1")
    assert "\x1b[" in ilgi("list").out
    assert "\x1b[" not in ilgi("list", "--color", "never").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in ilgi("list").out
    assert "\x1b[" in ilgi("list", "--color", "always").out
    assert "\x1b[" not in ilgi("list", "--color", "always", "--json").out


def test_pages_and_rows_have_the_width_that_is_asked_for(
    ilgi: Ilgi, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def widest(*words: str) -> int:
        return max(map(cell_len, ilgi(*words).out.splitlines()))

    text = "---\ntitle: wide\n---\n" + "단어 words " * 200
    (journal / "_posts" / "2022-01-01-wide.md").write_text(text, "utf-8")
    assert 30 < widest("show", "wide", "--width", "40") <= 40
    assert 70 < widest("show", "wide") <= 80
    assert widest("list", "--width", "40") <= 40
    assert widest("list") > 40
    assert widest("show", "wide", "--width", "1") <= 10
    monkeypatch.setenv("COLUMNS", "50")
    assert 40 < widest("show", "wide") <= 50
    assert "2021-09-08-gradient.md" in ilgi("list").out
    for odd in ("0", "wide", "9" * 30, "-3", "٣"):
        monkeypatch.setenv("COLUMNS", odd)
        assert 70 < widest("show", "wide") <= 80


def test_a_file_is_printed_as_it_is(ilgi: Ilgi, journal: Path) -> None:
    for slug in ("gradient", "bell"):
        (path,) = (journal / "_posts").glob(f"*-{slug}.md")
        assert ilgi("show", slug, "--raw").out == path.read_text("utf-8")


def test_several_posts_are_shown_one_after_the_other(ilgi: Ilgi) -> None:
    shown = ilgi("show", "loader", "gradient")
    assert shown.code == 0
    assert shown.out.index("DataLoader의") < shown.out.index("loss를 줄이는")
    assert [one["slug"] for one in ilgi("show", "loader", "bell", "--json").json] == [
        "loader",
        "bell",
    ]
    # A title of several words is one post, as it was.
    assert ilgi("show", "경사하강법", "정리", "--json").json["slug"] == "gradient"
    missing = ilgi("show", "loader", "nowhere")
    assert (missing.code, missing.out) == (1, "")
    assert "nowhere" in missing.err
    assert "loader" not in missing.err


def test_a_post_whose_name_begins_with_a_dash_is_shown(ilgi: Ilgi, journal: Path) -> None:
    (journal / "_posts" / "2022-01-01--0.md").write_text("text of it\n", "utf-8")
    assert "text of it" in ilgi("show", "--", "-0").out
    assert "text of it" in ilgi("show", "_posts/2022-01-01--0.md").out


def test_problems_can_be_checked(ilgi: Ilgi, tmp_path: Path) -> None:
    checked = ilgi("problems", "--check")
    assert checked.code == 1
    assert checked.out == ilgi("problems").out
    (tmp_path / "good").mkdir()
    (tmp_path / "good" / "a.md").write_text("# A\n", "utf-8")
    good = ilgi("problems", "--check", "--journal", f"{tmp_path / 'good'}")
    assert (good.code, good.out, good.err) == (0, "", "")
    assert ilgi("problems", "--check", "--journal", "/nowhere").code == 2


def test_problems_can_be_limited_to_some_kinds(ilgi: Ilgi, tmp_path: Path) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "a.md").write_text("---\ndate: never\n---\n[x](nowhere.md)\n", "utf-8")
    (tmp_path / "bad" / "b.md").write_text("---\na: [\n---\n", "utf-8")

    def kinds(*options: str) -> set[str]:
        words = ("problems", "--journal", f"{tmp_path / 'bad'}", "--jsonl", *options)
        return {json.loads(line)["kind"] for line in ilgi(*words).out.splitlines()}

    assert kinds() == {"date", "front matter", "reference"}
    assert kinds("--kind", "reference") == {"reference"}
    assert kinds("--kind", "front-matter", "--kind=date") == {"date", "front matter"}
    assert kinds("--kind", "front matter,date") == {"date", "front matter"}
    check = ("problems", "--check", "--journal", f"{tmp_path / 'bad'}", "--kind")
    assert [ilgi(*check, kind).code for kind in ("date", "encoding,size", "date,size")] == [1, 0, 1]
    wrong = ilgi(*check, "references")
    assert (wrong.code, wrong.out) == (2, "")
    assert "'references' is none of config, front-matter, date" in wrong.err


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("pager", "said"), [("", ""), ("cat", ""), ("'", ""), ("no-such-pager -x", "no-such-pager: ")]
)
def test_without_a_pager_all_is_printed(
    pager: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGER", pager)
    monkeypatch.setenv("LINES", "5")
    monkeypatch.setenv("COLUMNS", "80")
    out, err = _Terminal(), io.StringIO()
    output = Output(out, err, paged=True)
    for number in range(20):
        output.line(f"{number}")
    output.close()
    assert out.getvalue().split() == [f"{number}" for number in range(20)]
    assert err.getvalue().startswith(f"ilgi: {said}" if said else "")


@pytest.mark.parametrize(("posts", "paged"), [(3, False), (60, True)])
def test_what_is_longer_than_the_terminal_goes_through_the_pager(
    posts: int, paged: bool, tmp_path: Path
) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    for number in range(posts):
        (notes / f"{number:03}.md").write_text(f"# title {number}\n", "utf-8")
    (tmp_path / "pager.py").write_text(_PAGER, "utf-8")
    environment = {
        **os.environ,
        "PAGER": f"'{sys.executable}' {tmp_path / 'pager.py'}",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    command = [sys.executable, "-m", "tui", "list", "--journal", f"{notes}"]
    for extra, is_paged in (([], paged), (["--no-pager"], False)):
        terminal = PseudoTerminal([*command, *extra], environment)
        try:
            assert terminal.end()[0] == 0
            terminal.process.wait()
            wanted = f"paged {posts}" if is_paged else f"title {posts - 1}"
            while wanted not in terminal.text:
                with terminal._changed:
                    assert terminal._changed.wait(30), terminal.text
            assert ("paged" in terminal.text) == is_paged
        finally:
            terminal.close()


def test_a_pager_that_is_ended_early_is_no_failure(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    for number in range(600):
        (notes / f"{number:03}-{'x' * 180}.md").write_text("# title\n", "utf-8")
    environment = {**os.environ, "PAGER": "true", "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "tui", "list", "--format={file}", "--journal", f"{notes}"]
    terminal = PseudoTerminal(command, environment)
    try:
        assert terminal.end()[0] == 0
        assert "Traceback" not in terminal.text
    finally:
        terminal.close()
