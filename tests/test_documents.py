"""What the documents for contributors name is in the repository."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ("ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")
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
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    ids = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}
    for target in _LINK.findall(text):
        if target.startswith("#"):
            assert target[1:] in ids, target
        elif "://" not in target:
            assert (ROOT / ".github" / target).exists(), target
