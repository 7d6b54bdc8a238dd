"""Where the sources of the index make messages, and of what."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_SOURCES = Path(__file__).parents[2] / "index"


@dataclass(frozen=True)
class Built:
    """A call that makes a message; ``code`` is empty where it comes out of a table."""

    call: ast.Call
    code: str
    fields: set[str]


def sources() -> Iterator[tuple[Path, ast.Module]]:
    """The files of the index, each parsed."""
    for path in sorted(_SOURCES.rglob("*.py")):
        yield path.relative_to(_SOURCES.parent), ast.parse(path.read_text("utf-8"))


def built_messages() -> Iterator[tuple[Path, Built]]:
    """Every ``Message.of`` of the index, with the file it stands in."""
    for path, tree in sources():
        for node in ast.walk(tree):
            match node:
                case ast.Call(
                    func=ast.Attribute(value=ast.Name(id="Message"), attr="of"), args=[code]
                ):
                    literal = str(code.value) if isinstance(code, ast.Constant) else ""
                    fields = {word.arg for word in node.keywords if word.arg}
                    yield path, Built(node, literal, fields)
