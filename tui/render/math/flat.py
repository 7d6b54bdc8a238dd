"""Formulas in one line: indices and exponents as Unicode has them, else in brackets."""

from __future__ import annotations

import unicodedata

from rich.cells import cell_len

from index.lazy_pattern import lazy_pattern

from . import symbols
from .nodes import (
    Accent,
    Atom,
    Boxed,
    Fenced,
    Fraction,
    Gap,
    Grid,
    Node,
    Root,
    Row,
    Script,
    Stack,
    spaced,
)

_CALL = lazy_pattern(r"\w+\([^()]*\)")
_ARROWS = {"overrightarrow": "\u20d7", "overleftarrow": "\u20d6"}
_ROOTS = {"3": "∛", "4": "∜"}


def flat(node: Node) -> str:
    """A formula in one line."""
    if isinstance(node, Atom):
        return node.text
    if isinstance(node, Gap):
        return " " * node.cells
    if isinstance(node, Row):
        items = spaced(node.items, close_signs=True)
        return "".join(" " * blank + flat(item) for item, blank in items)
    if isinstance(node, Script):
        return _base(node.base) + scripts(node.lower, node.upper)
    if isinstance(node, Fraction):
        if not node.line:
            return f"{flat(node.above)} ¦ {flat(node.below)}"
        return f"{_numerator(node.above)}/{_denominator(node.below)}"
    if isinstance(node, Root):
        return _root(node)
    if isinstance(node, Fenced):
        gap = " " if node.left in ("{", "") and isinstance(node.body, Grid) else ""
        return f"{node.left}{gap}{flat(node.body)}{node.right}"
    if isinstance(node, Grid):
        return _grid(node)
    if isinstance(node, Boxed):
        return f"[{flat(node.body)}]"
    if isinstance(node, Accent):
        return _accent(node)
    return _held(node.base) + _words(node.below, node.above) if node.brace else _stack(node)


def scripts(lower: Node | None, upper: Node | None) -> str:
    """An index and an exponent behind their base."""
    below = "" if lower is None else _script(lower, "_", symbols.LOWERED)
    return below + ("" if upper is None else _script(upper, "^", symbols.RAISED))


def raised(node: Node) -> str:
    """A node as superscript characters; nothing where one is missing."""
    return _mapped(node, _tight(node), symbols.RAISED)


def lowered(node: Node) -> str:
    """A node as subscript characters; nothing where one is missing."""
    return _mapped(node, _tight(node), symbols.LOWERED)


def accented(node: Accent) -> str:
    """The body with an accent on one letter or a line along a few, else nothing."""
    return _accented(node)[0]


def _accent(node: Accent) -> str:
    marked, text = _accented(node)
    if node.name in symbols.STRUCK and not marked:
        mark = symbols.ACCENTS[node.name][0]
        return "".join(one if one == " " else one + mark for one in text)
    if marked or node.name not in _ARROWS:
        return marked or f"{node.name.removeprefix('wide')}({text})"
    return "".join(one + _ARROWS[node.name] if one.isalnum() else one for one in text)


def _accented(node: Accent) -> tuple[str, str]:
    """The body with its accent, where it can have one, else nothing and the body as it is.

    Whatever is in the body is put in one line once, or accents in accents would take twice the
    time for each.
    """
    body, mark = node.body, symbols.ACCENTS[node.name][0]
    while isinstance(body, Row) and len(body.items) == 1:
        body = body.items[0]
    if isinstance(body, Script) and isinstance(body.base, Atom) and not body.limits:
        base = _marked(body.base.text, mark)
        return (base + scripts(body.lower, body.upper), "") if base else ("", flat(body))
    text = flat(body)
    return _marked(text, mark), text


def _marked(text: str, mark: str) -> str:
    if _is_one_letter(text):
        simple = {"\u0305": "\u0304"}.get(mark, mark)
        return unicodedata.normalize("NFC", text + simple)
    if mark in "\u0305\u0304\u0332" and text and all(cell_len(letter) == 1 for letter in text):
        line = "\u0332" if mark == "\u0332" else "\u0305"
        return "".join(letter + line for letter in text)
    return ""


def _is_one_letter(text: str) -> bool:
    return (
        cell_len(text) == 1
        and text[0].isalnum()
        and all(unicodedata.combining(mark) for mark in text[1:])
    )


def _mapped(node: Node, text: str, table: dict[str, str]) -> str:
    if isinstance(node, Script) and node.lower is None and _is_prime(node.upper):
        pass
    elif isinstance(node, Fraction | Grid | Stack | Root | Script | Accent | Boxed):
        return ""
    if " " in text.strip() and not any(sign in "+−=" for sign in text):
        return ""
    bare = text.replace(" ", "")
    return "".join(table[sign] for sign in bare) if all(sign in table for sign in bare) else ""


def _is_prime(node: Node | None) -> bool:
    return isinstance(node, Atom) and node.text == "′"


def _tight(node: Node) -> str:
    """A node without the blanks between its signs, as in indices."""
    if isinstance(node, Row):
        kept = (item for item in node.items if not isinstance(item, Gap))
        return "".join(
            f" {_tight(item)} " if isinstance(item, Atom) and item.text.isalpha()
            and item.kind in ("bin", "op") and len(item.text) > 1 else _tight(item)
            for item in kept
        ).strip()  # fmt: skip
    if isinstance(node, Grid):
        return "; ".join(_tight(joined(row)) for row in node.rows)
    return flat(node)


def _script(node: Node, sign: str, table: dict[str, str]) -> str:
    text = _tight(node)
    if found := _mapped(node, text, table):
        return found
    return sign + (text if cell_len(text) == 1 or text.isdecimal() else f"({text})")


def _base(node: Node) -> str:
    while isinstance(node, Row) and len(node.items) == 1:
        node = node.items[0]
    text = flat(node)
    return text if isinstance(node, Atom | Fenced | Accent | Stack) or not text else f"({text})"


def _held(node: Node, text: str = "") -> str:
    text = text or flat(node)
    return text if _is_single(node) else f"({text})"


def _is_single(node: Node) -> bool:
    while isinstance(node, Row) and len(node.items) == 1:
        node = node.items[0]
    if isinstance(node, Atom):
        return " " not in node.text
    if isinstance(node, Script):
        return _is_single(node.base)
    if isinstance(node, Fenced):
        return bool(node.left and node.right)
    return isinstance(node, Accent | Root | Boxed)


def _numerator(node: Node) -> str:
    text = flat(node)
    return text if " " not in text and "/" not in text else _held(node, text)


def _denominator(node: Node) -> str:
    if isinstance(node, Row) and len(node.items) == 2:
        first = node.items[0]
        if isinstance(first, Atom) and first.text in ("∂", "d", "Δ", "δ"):
            return flat(node)
    text = flat(node)
    return text if _CALL.fullmatch(text) else _held(node, text)


def _root(node: Root) -> str:
    degree = "" if node.degree is None else _tight(node.degree)
    sign = "√" if not degree else _ROOTS.get(degree, "")
    if not sign and node.degree is not None:
        sign = (_mapped(node.degree, degree, symbols.RAISED) or f"({degree})") + "√"
    return sign + _held(node.body)


def _grid(node: Grid) -> str:
    between = "" if node.tight else " "
    rows = []
    for row in node.rows:
        cells = [flat(cell) for cell in row]
        if node.tight:
            cells = [flat(joined(row))]
        rows.append(between.join(cell for cell in cells if cell))
    return "; ".join(row for row in rows if row)


def joined(cells: tuple[Node, ...]) -> Row:
    """The cells of one row as one row of a formula."""
    items: list[Node] = []
    for number, cell in enumerate(cells):
        if number and number % 2 == 0:
            items.append(Gap(2))
        items.extend(cell.items if isinstance(cell, Row) else (cell,))
    return Row(tuple(items))


def _words(below: Node | None, over: Node | None) -> str:
    """What a brace says, behind what it holds."""
    said = [flat(node) for node in (over, below) if node is not None]
    return "".join(f" [{text}]" for text in said)


def _stack(node: Stack) -> str:
    return flat(node.base) + scripts(node.below, node.above)
