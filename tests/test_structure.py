"""How the code is built: the size of classes, what docstrings say, which names are not used."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MOST_CLASSES = 3
MOST_METHODS = 40
FROM_SO_MANY = 3
"""The number of parameters from which on a docstring has to describe each."""

UNCLEAR_FILE_NAMES = {"common", "core", "helper", "helpers", "manager", "misc", "util", "utils"}
RETIRED_WORDS = {
    "colouring", "crew", "furnish", "gain", "gains", "keeper", "lexicon", "librarian", "needle",
    "pile", "sketch", "sketched", "sketches", "unheard", "upkeep", "wayfinder", "wish", "wished",
    "wishes",
}  # fmt: skip
"""Words that no identifier has, because there is a standard term or a plainer word."""
RETIRED_NAMES = {
    "AllSeen", "AroundRequested", "AroundScreen", "Asked", "Damaged", "Ended", "Ending",
    "EndingSignals", "FirstLook", "Following", "Found", "FoundLink", "Gallery", "JournalsWanted",
    "JumpField", "JumpList", "JumpScreen", "Kept", "KeptList", "KeptScreen", "LinesScreen",
    "Lookup", "Mistake", "NamingScreen", "Noted", "Opened", "Opening", "PaneWanted", "PlacedLink",
    "Preferred", "ScrollPlace", "Seen", "Shelved", "Surroundings", "TellsFailures", "TellsItsKeys",
    "TermReader", "TitlesKnown", "Wall", "WantedPost", "_Looks", "_became", "_has_come",
    "_said_otherwise", "_stand", "_stand_near", "_taken_apart", "any_holding", "beginning_so",
    "commands_in_force", "find_again", "hang", "note_places", "place_in_time", "put_in_force",
    "quit_wanted", "remember_place", "say_count", "side_by_side", "wanted_unasked",
}  # fmt: skip
"""Names that nothing has any more; each has a plainer one."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Module:
    """A module of the program.

    ``imports`` has for each name that the module imports, anywhere in it, the module and the name
    that it comes from; the name is empty where a module is imported.
    """

    name: str
    path: Path
    tree: ast.Module
    imports: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def file(self) -> str:
        return self.path.relative_to(ROOT).as_posix()


@dataclass(frozen=True, slots=True)
class Class:
    """A class: the module it is in, and its name with those of what it is nested in."""

    module: str
    name: str

    def __str__(self) -> str:
        return f"{self.module}.{self.name}"


@cache
def modules() -> dict[str, Module]:
    found = {}
    for room in ("index", "tui"):
        for path in sorted((ROOT / room).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            package = parts[:-1]
            name = ".".join(package if parts[-1] == "__init__" else parts)
            module = Module(name, path, ast.parse(path.read_text("utf-8")))
            module.imports.update(imported(module.tree, package))
            found[name] = module
    return found


def imported(tree: ast.Module, package: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, str]]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            source = ".".join((*above, *filter(None, [node.module])))
            for alias in node.names:
                yield alias.asname or alias.name, (source, alias.name)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.partition(".")[0]
                yield alias.asname or top, (alias.name if alias.asname else top, "")


@cache
def classes() -> dict[Class, ast.ClassDef]:
    found: dict[Class, ast.ClassDef] = {}

    def look(body: ast.AST, module: str, inside: str) -> None:
        for node in ast.iter_child_nodes(body):
            if isinstance(node, ast.ClassDef):
                found[Class(module, inside + node.name)] = node
                look(node, module, f"{inside}{node.name}.")
            elif isinstance(node, Function):
                look(node, module, f"{inside}{node.name}.")
            else:
                look(node, module, inside)

    for module in modules().values():
        look(module.tree, module.name, "")
    return found


def resolved(name: str, module: str, inside: str = "") -> Class | None:
    """The class of ours that a dotted name means in a module, in a class of it; else None."""
    scopes = inside.split(".")[:-1]
    for depth in range(len(scopes), -1, -1):
        found = Class(module, ".".join((*scopes[:depth], name)))
        if found in classes():
            return found
    head, _, rest = name.partition(".")
    if module not in modules() or head not in modules()[module].imports:
        return None
    source, attribute = modules()[module].imports[head]
    inner = ".".join(filter(None, (attribute, rest)))
    while source not in modules() or f"{source}.{inner.partition('.')[0]}" in modules():
        head, dot, rest = inner.partition(".")
        if f"{source}.{head}" not in modules() or not dot:
            return None
        source, inner = f"{source}.{head}", rest
    return None if (source, inner) == (module, name) else resolved(inner, source)


def bases(one: Class) -> list[Class]:
    found = []
    for base in classes()[one].bases:
        plain = base.value if isinstance(base, ast.Subscript) else base
        meant = resolved(ast.unparse(plain), one.module, one.name)
        if meant is not None:
            found.append(meant)
    return found


def ancestors(one: Class) -> set[Class]:
    """The class and all classes of ours that it inherits from."""
    return {one}.union(*map(ancestors, bases(one)))


def methods(one: Class) -> list[str]:
    """The functions in a class and in those it inherits from, each with its class.

    Properties count for each of their functions, and a method for each class that has it.
    """
    return [
        f"{each.name}.{node.name}"
        for each in sorted(ancestors(one), key=str)
        for node in classes()[each].body
        if isinstance(node, Function)
    ]


def test_bases_are_found_through_imports_and_packages() -> None:
    """What is measured below counts nothing where a base is not found."""
    picked = Class("tui.screens.dialogs.save_search", "SaveSearchScreen")
    assert Class("tui.screens.dialogs.closes_once", "ClosesOnce") in ancestors(picked)
    listed = Class("tui.widgets.post_list", "PostList")
    assert {one.name for one in ancestors(listed)} == {"PostList", "RowList", "LineView"}
    assert "RowList.watch_cursor" in methods(listed)


def test_no_class_stands_on_more_than_two_others_of_ours() -> None:
    far = {
        str(one): len(all_of) for one in classes() if len(all_of := ancestors(one)) > MOST_CLASSES
    }
    assert far == {}


def test_no_class_has_many_methods() -> None:
    many = {str(one): len(own) for one in classes() if len(own := methods(one)) > MOST_METHODS}
    assert many == {}


@dataclass(frozen=True, slots=True)
class Documented:
    """A public function, method or constructor, with the docstrings that may describe it."""

    where: str
    parameters: tuple[str, ...]
    docstrings: tuple[str, ...]

    @property
    def described(self) -> set[str]:
        return {name for text in self.docstrings for name in described_parameters(text)}


def described_parameters(docstring: str) -> Iterator[str]:
    """The names in the ``Args:`` section of a docstring; ``a, b: …`` describes both."""
    section = re.search(r"^Args:\n((?:[ \t]+.*(?:\n|\Z)|\n)+)", docstring, re.MULTILINE)
    for line in re.findall(r"^ {4}(\S.*?):", section.group(1), re.MULTILINE) if section else ():
        yield from re.split(r", | and ", line)


def parameters(function: Function, *, bound: bool) -> tuple[str, ...]:
    given = function.args
    positional = [*given.posonlyargs, *given.args][1 if bound else 0 :]
    several = [one for one in (given.vararg, given.kwarg) if one is not None]
    return tuple(one.arg for one in (*positional, *given.kwonlyargs, *several))


def is_marked(function: Function, *names: str) -> bool:
    return any(ast.unparse(mark).split(".")[-1] in names for mark in function.decorator_list)


def documented(
    module: Module,
    inside: str,
    node: ast.ClassDef | Function,
    parameters: tuple[str, ...],
    *others: Function,
) -> Documented:
    texts = tuple(ast.get_docstring(each) or "" for each in (node, *others))
    return Documented(f"{module.file}: {inside}{node.name}", parameters, texts)


def public(body: list[ast.stmt], module: Module, inside: str = "") -> Iterator[Documented]:
    for node in body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            for method in node.body:
                if isinstance(method, Function) and method.name == "__init__":
                    yield documented(module, inside, node, parameters(method, bound=True), method)
            yield from public(node.body, module, f"{inside}{node.name}.")
        elif isinstance(node, Function) and not node.name.startswith("_"):
            if is_marked(node, "overload", "override"):
                continue
            bound = bool(inside) and not is_marked(node, "staticmethod")
            yield documented(module, inside, node, parameters(node, bound=bound))


def test_docstrings_describe_each_of_three_or_more_parameters() -> None:
    missing = {
        one.where: left
        for module in modules().values()
        for one in public(module.tree.body, module)
        if len(one.parameters) >= FROM_SO_MANY
        and (left := [name for name in one.parameters if name not in one.described])
    }
    assert missing == {}


def test_no_docstring_describes_a_parameter_that_there_is_not() -> None:
    unknown = {
        one.where: left
        for module in modules().values()
        for one in public(module.tree.body, module)
        if one.parameters and (left := one.described.difference(one.parameters))
    }
    assert unknown == {}


@pytest.mark.parametrize(
    ("docstring", "names"),
    [
        ("Do.\n\nArgs:\n    a: One.\n    b, c: Two: three\n        more: here.", ["a", "b", "c"]),
        ("Do.\n\nArgs:\n    a: One.\n\nReturns:\n    b: Nothing.", ["a"]),
        ("Do ``a: b``.", []),
    ],
)
def test_parameters_are_read_from_the_section_alone(docstring: str, names: list[str]) -> None:
    assert list(described_parameters(docstring)) == names


def identifiers(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
                yield name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.ClassDef(name=name) | ast.keyword(arg=str(name)):
                yield name


def words(identifier: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", identifier)}


def test_constants_are_compiled_when_first_used() -> None:
    compiled = [
        f"{module.file}:{call.lineno}"
        for module in modules().values()
        for statement in module.tree.body
        if isinstance(statement, ast.Assign | ast.AnnAssign)
        for call in ast.walk(statement)
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "re.compile"
    ]
    assert compiled == []


def test_no_identifier_is_of_the_retired_vocabulary() -> None:
    retired = {
        f"{module.file}: {name}"
        for module in modules().values()
        for name in identifiers(module.tree)
        if name in RETIRED_NAMES or RETIRED_WORDS & words(name)
    }
    assert retired == set()


def test_no_method_stands_for_one_that_another_class_has() -> None:
    stubs = {
        f"{module.file}:{node.lineno}"
        for module in modules().values()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Name) and node.id == "NotImplementedError"
    }
    assert stubs == set()


def test_files_are_named_for_what_is_in_them() -> None:
    unclear = {
        path.relative_to(ROOT).as_posix()
        for room in ("index", "tui", "tests")
        for path in (ROOT / room).rglob("*.py")
        if UNCLEAR_FILE_NAMES & set(path.stem.split("_"))
    }
    assert unclear == set()
