"""What commands print for programs: lines of JSON, templates, records that end with a NUL."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.journal import Journal
from tui.cli.fields import FIELDS
from tui.cli.record_format import FormatError, RecordFormat
from tui.state import bookmarks, notes
from tui.state.location import file_for
from tui.state.memory import StateStore
from tui.state.record_file import RecordFile

if TYPE_CHECKING:
    from tests.tui.cli.conftest import Printed

    Ilgi = Callable[..., Printed]

_WORDS = {
    "list": ["list"],
    "search": ["search", "손실"],
    "show": ["show", "gradient", "--body"],
    "tags": ["tags"],
    "categories": ["categories"],
    "dates": ["dates"],
    "people": ["people"],
    "properties": ["properties"],
    "questions": ["questions"],
    "problems": ["problems"],
    "bookmarks": ["bookmarks"],
    "notes": ["notes"],
    "export": ["export"],
}


@pytest.fixture
def marked(journal: Path) -> None:
    """A note and a bookmark in the journal."""
    memory = StateStore(RecordFile(file_for(journal), ""))
    with Journal.open(journal) as opened:
        opened.refresh()
        document = opened.document("_posts/2021-09-08-gradient.md")
    assert bookmarks.toggle(memory, document, 9)
    assert notes.write(memory, document, 10, "왜?")
    memory.keep()


@pytest.mark.parametrize("command", _WORDS)
def test_each_record_has_the_fields_of_its_command(command: str, ilgi: Ilgi, marked: None) -> None:
    assert set(_WORDS) == set(FIELDS)
    whole = ilgi(*_WORDS[command], "--json").json
    if command == "search":
        whole = whole["hits"]
    records = whole if isinstance(whole, list) else [whole]
    assert records
    assert {tuple(record) for record in records} == {FIELDS[command]}
    lines = ilgi(*_WORDS[command], "--jsonl")
    assert (lines.code, lines.err) == (0, "")
    assert [json.loads(line) for line in lines.out.splitlines()] == records
    first = ilgi(*_WORDS[command], "-0").out
    assert first == "".join(f"{record[FIELDS[command][0]]}\0" for record in records)


def test_a_template_is_filled_in_for_each_record(ilgi: Ilgi, journal: Path) -> None:
    printed = ilgi("list", "cat:math", "--format", r"{path}\t{title}|{tags}|{updated}{{}}\\")
    assert printed.out == "_posts/2021-09-08-gradient.md\t경사하강법 정리|PyTorch, 통계|{}\\\n"
    hit = ilgi("search", "DataLoader", "--format={file}:{line}:{title}").out
    assert hit == f"{journal}/_posts/2021-09-09-loader.md:6:[boostcourse] Day28 학습기록\n"
    assert ilgi("show", "loader", "--format={body}").out.count("\n") == 1


def test_a_field_is_cut_to_the_cells_that_it_may_have(ilgi: Ilgi) -> None:
    printed = ilgi("list", "cat:math", "--format", "{date:.10}|{title:.5}|{title:>7.4}|")
    assert printed.out == "2021-09-08|경사 |   경사|\n"


def test_a_field_is_padded_by_the_cells_of_its_letters(ilgi: Ilgi) -> None:
    assert ilgi("people", "--format", "{name:>8}|{posts:<3}|{name:^10}.").out == (
        "  오하은|1  |  오하은  .\n"
    )


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{titel}", "there is no field titel; known are path, file, title"),
        ("{title:99999}", "99999 cells are too wide"),
        ("{title:.501}", "501 cells are too wide"),
        ("{title:.}", "is no field"),
        ("{title:>999999999999}", "is no field"),
        ("{title!r}", "is no field"),
        ("{title.__class__}", "is no field"),
        ("{0}", "is no field"),
        ("{", "is no field"),
        ("a } b", "is no field"),
        ("{\x1b[31m}", "is no field"),
    ],
)
def test_a_template_that_cannot_be_filled_in_is_told(template: str, told: str, ilgi: Ilgi) -> None:
    printed = ilgi("list", "--format", template)
    assert (printed.code, printed.out) == (2, "")
    assert told in printed.err
    assert printed.err.count("\n") == 1
    assert "\x1b" not in printed.err


@given(st.text(max_size=40))
def test_any_template_is_filled_in_or_refused(template: str) -> None:
    try:
        format_ = RecordFormat(template, ("a", "title"))
    except FormatError:
        return
    assert len(format_.filled_in({"a": None, "title": "x"})) <= len(template) * 500


def test_controls_of_a_field_are_signs_but_for_paths_that_end_with_a_nul(
    ilgi: Ilgi, journal: Path
) -> None:
    assert ilgi("list", "bell", "--format={title}").out == "bell ␛[31m red\n"
    (journal / "_posts" / "2024-01-01-a\nb.md").write_text("x", "utf-8")
    found = ilgi("list", "date:2024", "-0", "--format={file}").out
    assert found == f"{journal}/_posts/2024-01-01-a\nb.md\0"
    assert "\n" not in ilgi("list", "date:2024", "--format={file}").out[:-1]


def test_a_name_that_is_no_text_is_the_bytes_that_it_is(journal: Path) -> None:
    name = os.fsencode(journal / "_posts") + b"/2024-01-01-\xff.md"
    Path(os.fsdecode(name)).write_bytes(b"x")
    ran = subprocess.run(
        [sys.executable, "-m", "tui", "list", "date:2024", "-0", "--format={file}"],
        cwd=journal,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
    )
    assert ran.stdout == name + b"\0"


def test_nothing_found_prints_nothing_and_ends_with_1(ilgi: Ilgi) -> None:
    for form in (["--jsonl"], ["--format", "{title}"], ["-0"]):
        printed = ilgi("list", "nothingofthekind", *form)
        assert (printed.code, printed.out) == (1, "")


def test_a_limit_holds_for_lists_too(ilgi: Ilgi) -> None:
    assert len(ilgi("list", "--limit", "2", "--json").json) == 2
    assert len(ilgi("list", "--limit", "0", "--json").json) == 4
    assert len(ilgi("questions", "--limit", "1", "--json").json) == 1


def test_a_list_has_the_order_that_its_query_asks_for(ilgi: Ilgi) -> None:
    def slugs(query: str) -> list[str]:
        return ilgi("list", query, "--format={slug}").out.split()

    assert slugs("sort:old") == ["broken", "gradient", "loader", "bell"]
    assert slugs("tag:PyTorch sort:old") == ["gradient", "loader"]
    assert slugs("tag:PyTorch") == ["loader", "gradient"]


def test_what_may_have_been_meant_is_in_the_json_of_a_search(ilgi: Ilgi) -> None:
    answer = ilgi("search", "DataLaoder", "--json").json
    assert answer["hits"] == []
    assert answer["suggestions"][0]["query"].casefold() == "dataloader"
    assert answer["suggestions"][0]["total"] == 1


@pytest.mark.parametrize("form", [[], ["--jsonl"], ["-0"], ["--format={file}"]])
def test_a_pipe_that_is_closed_at_any_line_ends_the_command(
    form: list[str], tmp_path: Path
) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    for number in range(450):  # more than a pipe holds, in each of the forms
        title = f"제목 {number} {'가' * 70}"
        (notes / f"{number:03}-{'x' * 240}.md").write_text(f"# {title}\n\n글\n", "utf-8")
    command = [sys.executable, "-m", "tui", "list", *form, "--journal", f"{notes}"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as ran:
        assert ran.stdout is not None
        assert ran.stderr is not None
        ran.stdout.read(10)
        ran.stdout.close()
        said = ran.stderr.read()
    assert ran.returncode == 141
    assert said == b""


def test_forms_that_exclude_each_other_are_refused(ilgi: Ilgi) -> None:
    for options in (("--json", "--format", "{path}"), ("--jsonl", "--json"), ("--json", "-0")):
        printed = ilgi("list", *options)
        assert (printed.code, printed.out) == (2, "")
        assert "not allowed with argument" in printed.err
        assert printed.err.count("\n") == 1
    assert ilgi("list", "--jsonl", "-0").out.count("\0") == 4


def test_a_list_of_what_is_published_leaves_out_drafts(ilgi: Ilgi, journal: Path) -> None:
    (journal / "_drafts").mkdir(exist_ok=True)
    (journal / "_drafts" / "newest.md").write_text("---\ntitle: newest\n---\n", "utf-8")
    for name, front in {"2030-01-01-off": "published: false", "2999-01-01-coming": "a: 1"}.items():
        (journal / "_posts" / f"{name}.md").write_text(f"---\n{front}\n---\n", "utf-8")
    every = [post["path"] for post in ilgi("list", "--json").json]
    published = [post["path"] for post in ilgi("list", "--published", "--json").json]
    gone = ("newest", "off", "coming")
    assert published == [path for path in every if not any(name in path for name in gone)]
    assert len(every) == len(published) + len(gone)
    assert ilgi("list", "--published", "--limit", "1", "-0").out == f"{published[0]}\0"
