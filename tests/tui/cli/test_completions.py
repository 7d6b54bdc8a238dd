"""What shells are told that a word may become, and the shells themselves."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.e2e.pseudo_terminal import PseudoTerminal
from tui.cli.completions import _Line
from tui.cli.fields import FIELDS

if TYPE_CHECKING:
    from tests.tui.cli.conftest import Printed

    Ilgi = Callable[..., Printed]

pytestmark = pytest.mark.xdist_group("terminal")


@pytest.fixture
def offered(ilgi: Ilgi) -> Callable[..., list[str]]:
    """What is offered for the last of some words, in a journal that is indexed."""
    ilgi("index")

    def offer(*words: str) -> list[str]:
        printed = ilgi("completions", "zsh", "--", *words)
        assert (printed.code, printed.err) == (0, "")
        return [line.partition("\t")[0] for line in printed.out.splitlines()[1:]]

    return offer


def test_the_first_word_is_a_command_a_journal_or_a_post(
    offered: Callable[..., list[str]], ilgi: Ilgi
) -> None:
    assert offered("se") == ["search"]
    assert offered("grad") == ["gradient"]
    assert {"list", "show", "help", "completions"} <= {*offered("")}
    config = Path(os.environ["ILGI_CONFIG_DIR"]) / "config.toml"
    config.parent.mkdir()
    config.write_text("[journals]\nsea = '/nowhere'\n", "utf-8")
    assert offered("se") == ["search", "sea"]
    assert offered("list", "--journal", "s") == ["sea"]
    assert ilgi("completions", "zsh", "--", "list", "--journal", "s").out.startswith("files\n")
    assert ilgi("completions", "zsh", "--", "show", "gra").out.startswith("words\n")


def test_posts_are_completed_by_slug_path_or_title(offered: Callable[..., list[str]]) -> None:
    assert offered("show", "lo") == ["loader"]
    assert offered("show", "_posts/2021-09-08") == ["_posts/2021-09-08-gradient.md"]
    assert offered("show", "경사") == ["경사하강법 정리"]


def test_queries_are_completed_by_fields_and_their_values(
    offered: Callable[..., list[str]],
) -> None:
    assert "tag:" in offered("list", "ta")
    assert "tag:PyTorch" in offered("search", "손실", "tag:py")
    assert "-tag:PyTorch" in offered("list", "-tag:Py")
    assert offered("questions", "cat:m") == ["cat:math"]
    assert "sort:old" in offered("list", "sort:o")
    assert offered("--tag", "Py") == ["PyTorch"]
    assert offered("--date", "2021") == ["2021", "2021-09"]
    assert "tag:PyTorch" in offered("--search", "tag:Py")


def test_options_and_their_values_are_completed(offered: Callable[..., list[str]]) -> None:
    assert offered("list", "--js") == ["--json", "--jsonl"]
    assert offered("list", "--unans") == []
    assert offered("questions", "--unans") == ["--unanswered"]
    assert offered("list", "--color", "a") == ["auto", "always"]
    assert offered("list", "--format", "{path}:{ti") == ["{path}:{title}"]
    whole = offered("list", "--format", "x")
    assert whole == [f"x{{{field}}}" for field in FIELDS["list"]]
    assert offered("problems", "--kind", "date,f") == ["date,front-matter"]
    assert offered("problems", "--kind=ref") == ["--kind=reference"]
    assert offered("--que") == ["--questions"]
    assert offered("help", "qu") == ["questions"]
    assert offered("completions", "f") == ["fish"]
    assert offered("list", "--", "--js") == []
    assert offered("tags", "x") == []


def test_nothing_is_read_or_written_for_a_completion(ilgi: Ilgi, own_surroundings: Path) -> None:
    printed = ilgi("completions", "bash", "--", "ilgi list tag:Py")
    assert (printed.code, printed.out, printed.err) == (0, "words\n", "")
    assert not (own_surroundings / "cache").exists()


@pytest.mark.parametrize("folder", ["empty", "gone"])
def test_a_folder_that_is_no_journal_offers_commands_alone(
    folder: str, ilgi: Ilgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    for words in (["show", "x"], ["list", "tag:"], ["--tag", ""]):
        printed = ilgi(*("completions", "fish", "--", "--journal", f"{tmp_path / folder}", *words))
        assert (printed.code, printed.out, printed.err) == (0, "words\n", "")


def test_a_shell_that_is_not_known_is_told(ilgi: Ilgi) -> None:
    printed = ilgi("completions", "tcsh")
    assert (printed.code, printed.out) == (2, "")
    assert "bash, zsh, fish" in printed.err
    assert ilgi("completions").code == 2


def test_what_a_terminal_would_obey_is_not_offered(ilgi: Ilgi, journal: Path) -> None:
    text = '---\ntitle: t\ntags: ["bad\\e[31m", "bad\\nline", badge]\n---\n'
    (journal / "_posts" / "2022-01-01-x.md").write_text(text, "utf-8")
    ilgi("index")
    printed = ilgi("completions", "fish", "--", "--tag", "bad").out
    assert "badge\t1 posts\n" in printed
    assert "\x1b" not in printed
    assert len(printed.splitlines()) == 4


@given(st.text(max_size=60))
def test_any_line_has_words(line: str) -> None:
    assert _Line.of(line).words


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("ilgi show ", ["ilgi", "show", ""]),
        ('ilgi list tag:"a b', ["ilgi", "list", "tag:a b"]),
        ("ilgi list 'x' a\\ b", ["ilgi", "list", "x", "a b"]),
        ('ilgi list "" ', ["ilgi", "list", "", ""]),
        ('ilgi list "a\\b\\"', ["ilgi", "list", 'a\\b"']),
    ],
)
def test_a_line_is_cut_as_a_shell_does(line: str, words: list[str]) -> None:
    assert _Line.of(line).words == words


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("ilgi --tag it", [r"it\'s\ \$x"]),
        ('ilgi --tag "it', [r"it's \$x"]),
        ("ilgi --tag 'it", [r"it'\''s $x"]),
        ("ilgi --tag i'", [r"t'\''s $x"]),
        ("ilgi --tag=it", [r"it\'s\ \$x"]),
        ("ilgi list 'ta", ["tag:", "tag: "]),
        ('ilgi list "x tag:it', [r"x tag:\"it's \$x\""]),
    ],
)
def test_bash_is_given_what_fits_its_quotation_marks(
    ilgi: Ilgi, journal: Path, line: str, offered: list[str]
) -> None:
    text = """---\ntitle: t\ntags: ["it's $x"]\n---\n"""
    (journal / "_posts" / "2022-01-01-x.md").write_text(text, "utf-8")
    ilgi("index")
    assert ilgi("completions", "bash", "--", line).out.splitlines()[1:] == offered


_SHELLS = {
    "bash": (["bash", "--noprofile", "--norc", "-i"], "source <(ilgi completions bash)"),
    "zsh": (["zsh", "-f", "-i"], "source <(ilgi completions zsh)"),
    "fish": (["fish", "--private", "--no-config", "-i"], "ilgi completions fish | source"),
}


@pytest.fixture(params=_SHELLS)
def shell(
    request: pytest.FixtureRequest, ilgi: Ilgi, journal: Path, tmp_path: Path
) -> Iterator[PseudoTerminal]:
    """An interactive shell in the folder of a journal, which has loaded the completions."""
    command, load = _SHELLS[request.param]
    if shutil.which(command[0]) is None:
        pytest.skip(f"no {command[0]}")
    post = journal / "_posts" / "2021-09-01-blanks.md"
    post.write_text("---\ntitle: blanks\ntags: [머신 러닝]\n---\n", "utf-8")
    ilgi("index")
    programs = tmp_path / "bin"
    programs.mkdir()
    program = programs / "ilgi"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tui "$@"\n', "utf-8")
    program.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join(sys.path),
        "TERM": "xterm",
    }
    terminal = PseudoTerminal(command, environment)
    try:
        terminal.press(f"{load}; echo load''ed\r")
        terminal.wait_for("loaded")
        yield terminal
    finally:
        terminal.close()


_COMPLETED = (
    ("ilgi que", "[questions]"),
    ("ilgi show grad", "[show][gradient]"),
    ("ilgi show 경사", "[show][경사하강법 정리]"),
    ("ilgi list tag:PyT", "[list][tag:PyTorch]"),
    ("ilgi list -cat:ma", "[list][-cat:math]"),
    ("ilgi list loss --as-", "[list][loss][--as-indexed]"),
    ("ilgi help pro", "[help][pro"),
    ("ilgi --journal _con", "[--journal][_config.yml]"),
    ("ilgi --tag 머", "[--tag][머신 러닝]"),
    ('ilgi --tag "머', "[--tag][머신 러닝]"),
    ("ilgi --tag=머", "[--tag=머신 러닝]"),
    ("ilgi list tag:머", '[list][tag:"머신 러닝"]'),
    ("ilgi list 'tag:머", '[list][tag:"머신 러닝"]'),
    ('ilgi list "tag:PyT', "[list][tag:PyTorch]"),
    ('ilgi show "경', "[show][경사하강법 정리]"),
    ("ilgi '_con", "[_config.yml]"),
)


def test_a_shell_completes_words(shell: PseudoTerminal) -> None:
    for number, (typed, printed) in enumerate(_COMPLETED):
        begin = len(shell.text)
        shell.press(f"{typed}\t")
        completed = printed.strip("[]").rpartition("[")[2].split()[-1].strip('"')
        shell.wait_for(completed.rpartition(":")[2], since=begin)
        # What was completed becomes the arguments of a program that shows them one by one.
        shell.press("\x01\x1bdprintf \"[%s]\" \x05; echo end''ed" + f"{number}\r")
        shell.wait_for(f"ended{number}", since=begin)
        assert printed in shell.text[begin:]
