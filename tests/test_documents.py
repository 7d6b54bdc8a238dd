"""What the documents for contributors name is in the repository."""

from __future__ import annotations

import ast
import re
import runpy
import tomllib
from functools import cache
from pathlib import Path

import pytest

from tests.bench.keys_page import keys_page
from tui.commands import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = (
    *("ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "MANUAL.md", "KEYS.md", "RECIPES.md"),
    *("ACCESSIBILITY.md", "SECURITY.md"),
)
_CODE = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"(?:index|tui|tests|\.github|\.ci)/[\w./-]*[\w/]")
_NAMED = re.compile(r"((?:index|tui|tests)/[\w/]+\.py):([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)?)")
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def text_of(document: str) -> str:
    return (ROOT / ".github" / document).read_text("utf-8")


def code_of(document: str) -> list[str]:
    """What stands in backquotes, outside of blocks of code."""
    prose = re.sub(r"^```.*?^```", "", text_of(document), flags=re.DOTALL | re.MULTILINE)
    return _CODE.findall(prose)


@cache
def names_in(path: str) -> frozenset[str]:
    """The functions, classes, methods and values that a module defines; none of no module."""
    found: set[str] = set()
    if not (ROOT / path).exists():
        return frozenset(found)
    for node in ast.parse((ROOT / path).read_text("utf-8")).body:
        found |= _defined(node)
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{name}" for each in node.body for name in _defined(each)}
    return frozenset(found)


def _defined(node: ast.stmt) -> set[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return {name}
        case ast.Assign(targets=targets):
            return {target.id for target in targets if isinstance(target, ast.Name)}
        case ast.AnnAssign(target=ast.Name(id=name)):
            return {name}
    return set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_in_a_document_is_there(document: str) -> None:
    named = {match[0] for code in code_of(document) for match in _PATH.finditer(code)}
    missing = sorted(path for path in named if not (ROOT / path).exists())
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_name_in_a_document_is_in_its_file(document: str) -> None:
    named = {match.groups() for code in code_of(document) for match in _NAMED.finditer(code)}
    missing = sorted(f"{path}:{name}" for path, name in named if name not in names_in(path))
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_of_a_document_leads_somewhere(document: str) -> None:
    text = text_of(document)
    ids = ids_of(text)
    for target in _LINK.findall(text):
        if target.startswith("#"):
            assert target[1:] in ids, target
        elif "://" not in target:
            assert_leads(ROOT / ".github", target)


def assert_leads(folder: Path, target: str) -> None:
    """A relative link leads to a file, and in another document to a heading of it."""
    path, _, anchor = target.partition("#")
    assert (folder / path).exists(), target
    if anchor:
        assert anchor in ids_of((folder / path).read_text("utf-8")), target


def ids_of(text: str) -> set[str]:
    """The anchors of a document's headings, as GitHub makes them."""
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def test_every_link_of_the_readme_leads_somewhere() -> None:
    links = _LINK.findall((ROOT / "README.md").read_text("utf-8"))
    assert links
    for target in links:
        if "://" not in target:
            assert_leads(ROOT, target)


def test_every_document_is_one_link_away_from_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for document in DOCUMENTS:
        assert f"](.github/{document}" in readme, document


def test_the_page_of_keys_is_the_table_of_commands() -> None:
    assert text_of("KEYS.md") == keys_page(), (
        "write it anew: .venv/bin/python -m tests.bench.keys_page"
    )


def test_keys_that_the_readme_and_the_manual_name_are_keys_of_ilgi() -> None:
    keys = {label for command in COMMANDS for label in command.key_labels}
    for text in ((ROOT / "README.md").read_text("utf-8"), text_of("MANUAL.md")):
        (table,) = re.findall(r"^\| key \| what it does \|\n((?:\|.*\n)+)", text, re.MULTILINE)
        for row in table.splitlines()[1:]:
            named = re.findall(r"`([^`]+)`", row.split(" | ")[0])
            assert {*named} <= keys, row


def test_links_of_the_readme_are_absolute_in_a_release() -> None:
    script = runpy.run_path(f"{ROOT / '.github' / 'scripts' / 'absolute_links.py'}")
    readme = (ROOT / "README.md").read_text("utf-8")
    released = script["with_absolute_links"](readme, "https://h/o/n", "v1")
    assert "](https://h/o/n/raw/v1/.github/ilgi.svg)" in released
    assert "](https://h/o/n/blob/v1/.github/MANUAL.md#configuration)" in released
    assert "](https://h/o/n/blob/v1/LICENSE)" in released
    assert not [target for target in _LINK.findall(released) if "://" not in target]
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    urls = tomllib.loads(script["with_addresses"](project, "https://h/o/n", "v1"))["project"][
        "urls"
    ]
    assert urls["Source"] == "https://h/o/n"
    assert tomllib.loads(project)["project"].keys() >= {"authors", "classifiers", "license"}
