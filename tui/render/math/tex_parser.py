r"""TeX to nodes: pylatexenc cuts it into commands, groups and environments, we read those.

Commands take their arguments from what follows them, as in TeX, so that ``\frac12`` and
``\hat\mathbf{x}`` are read too. Bounded in length, depth and number of nodes before it begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pylatexenc.latexwalker import (
    LatexEnvironmentNode,
    LatexGroupNode,
    LatexMacroNode,
    LatexMathNode,
    LatexNode,
)

from index.lazy_pattern import lazy_pattern

from . import symbols
from .definitions import Expansion, Macros, definitions
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
    UnreadableError,
    joined,
)
from .tex_reader import DEEPEST, TexReader, checked, nodes_of

_MOST_CELLS = 2_500
_MOST_GROUPS = 3
"""How many groups behind an unknown command are taken for its arguments."""
_LINE_ENDS = frozenset(("\\", "cr", "newline"))
_LENGTH = lazy_pattern(r"[-+]?[\d.]*\s*[a-z]{0,2}")
_RELATED = frozenset(("stackrel", "overset", "underset"))
_FRACTIONS = frozenset(("frac", "dfrac", "tfrac", "cfrac"))
_BINOMIALS = frozenset(("binom", "dbinom", "tbinom"))
_ARROWS = {"xrightarrow": "⟶", "xleftarrow": "⟵", "xleftrightarrow": "⟷", "xRightarrow": "⟹"}


def parse(tex: str, known: Macros | None = None) -> Node:
    """A formula as nodes; ``known`` are commands that formulas before it defined.

    Raises UnreadableError where it is not TeX, too long or too deep.
    """
    macros, tex = definitions(checked(tex))
    nodes = nodes_of(tex)
    if not nodes:
        raise UnreadableError("nothing is there")
    return _Reader(Expansion({**(known or {}), **macros})).whole(nodes)


class _Reader:
    def __init__(self, own: Expansion) -> None:
        self.own = own
        self.styles: tuple[str, ...] = ()
        self.depth = 0
        self.rules: tuple[int, ...] = ()

    def whole(self, nodes: list[LatexNode]) -> Node:
        """A formula; line ends and column marks outside any environment make a grid."""
        rows = self.cells(nodes)
        if len(rows) == 1 and len(rows[0]) == 1:
            return rows[0][0]
        return Grid(rows, "rl", tight=True)

    def row(self, rest: TexReader, until: str = "") -> Row:
        """Everything up to the end of ``rest``, or to the command ``until``."""
        items: list[Node] = []
        while True:
            rest.skip_blanks()
            if not rest:
                if until:
                    raise UnreadableError(f"\\{until} is missing")
                break
            first = rest[0]
            if until and isinstance(first, LatexMacroNode) and first.macroname == until:
                rest.popleft()
                break
            if isinstance(first, LatexMacroNode) and first.macroname in ("over", "choose"):
                rest.popleft()
                self.deeper()
                below = self.row(rest, until)
                self.depth -= 1
                return Row((_fraction(Row(tuple(items)), below, line=first.macroname == "over"),))
            self.item(rest, items)
        return Row(tuple(items))

    def item(self, rest: TexReader, items: list[Node]) -> None:
        """One thing, put on ``items``; scripts are put on what stands there."""
        first = rest[0]
        if rest.at("^", "_", "'", "’"):
            base = items.pop() if items and not isinstance(items[-1], Gap) else Atom("")
            items.append(self.scripts(base, rest))
            return
        node = self.one(rest)
        if node is None:
            return
        if isinstance(node, Row) and isinstance(first, str | LatexMacroNode):
            items.extend(node.items)
        else:
            items.append(node)

    def scripts(self, base: Node, rest: TexReader) -> Node:
        lower: Node | None = None
        upper: list[Node] = []
        limits = (
            isinstance(base, Atom)
            and base.kind == "op"
            and (base.limits or symbols.takes_limits(base.text))
        )
        if isinstance(base, Stack) and base.brace:
            limits = True
        while True:
            rest.skip_blanks()
            sign = rest[0] if rest else ""
            if rest.at("'", "’"):
                rest.popleft()
                upper.append(Atom("′"))
            elif rest.at("^") and not (upper and not _primes(upper)):
                rest.popleft()
                upper.append(self.argument(rest))
            elif rest.at("_") and lower is None:
                rest.popleft()
                lower = self.argument(rest)
            elif isinstance(sign, LatexMacroNode) and sign.macroname in ("limits", "nolimits"):
                rest.popleft()
                limits = sign.macroname == "limits"
            else:
                break
        if rest.at("^", "_"):
            raise UnreadableError("two exponents or two indices")
        if isinstance(base, Stack) and base.brace and limits:
            above = upper[0] if len(upper) == 1 else (Row(tuple(upper)) if upper else None)
            return Stack(base.base, above, lower, base.brace)
        above = None if not upper else upper[0] if len(upper) == 1 else Row(tuple(upper))
        return Script(base, lower, above, limits)

    def argument(self, rest: TexReader) -> Node:
        """What a command or a script sign belongs to: a group, or the next sign or command."""
        rest.skip_blanks()
        if not rest or rest.at("^", "_", "&"):
            raise UnreadableError("an argument is missing")
        first = rest[0]
        if isinstance(first, LatexMacroNode) and first.macroname in ("right", "\\"):
            raise UnreadableError("an argument is missing")
        if isinstance(first, str) and first.isdigit():
            return Atom(symbols.letter(str(rest.popleft()), self.styles))
        return self.one(rest) or Row(())

    def one(self, rest: TexReader) -> Node | None:
        """The next thing with its arguments; None for what prints nothing."""
        self.deeper()
        node = self.undivided(rest)
        self.depth -= 1
        return node

    def deeper(self) -> None:
        """Go a level down, unless that would be too deep."""
        self.depth += 1
        if self.depth > 3 * DEEPEST:
            raise UnreadableError("too deep")

    def undivided(self, rest: TexReader) -> Node | None:
        """The next thing, whatever it is."""
        first = rest.popleft()
        if isinstance(first, str):
            return self.character(first, rest)
        if isinstance(first, LatexGroupNode | LatexMathNode):
            return self.group(first)
        if isinstance(first, LatexEnvironmentNode):
            return self.environment(first)
        if isinstance(first, LatexMacroNode):
            return self.command(first, rest)
        return None

    def group(self, node: LatexGroupNode | LatexMathNode) -> Node:
        row = self.row(TexReader(node.nodelist))
        return row.items[0] if len(row.items) == 1 else row

    def character(self, character: str, rest: TexReader) -> Node:
        if character.isdigit() and character.isascii() and not self.styles:
            while rest and isinstance(rest[0], str) and (rest[0].isdigit() or rest.at_point()):
                character += str(rest.popleft())
            return Atom(character)
        if character == "~":
            return Gap(1)
        if character == "&":
            raise UnreadableError("a column mark outside of an environment")
        text, kind = symbols.CHARACTERS.get(character, (character, "ord"))
        if self.styles:
            text = symbols.letter(text, self.styles)
        return Atom(text, kind)

    def command(self, node: LatexMacroNode, rest: TexReader) -> Node | None:
        name = node.macroname
        if self.own.knows(name):
            self.own.expand(name, rest)
            return None
        if name in symbols.COMMANDS:
            text, kind = symbols.COMMANDS[name]
            return Atom(symbols.letter(text, self.styles) if self.styles else text, kind)
        if name in symbols.GAPS:
            return Gap(symbols.GAPS[name])
        if name in symbols.NOTHING:
            if name.lower().startswith("big"):
                return Atom(*self.bracket(rest))
            return None
        if name in symbols.IGNORED_WITH_ARGUMENT:
            self.words(rest)
            return None
        if name in symbols.UPRIGHT or name in symbols.ALPHABETS:
            return self.styled(name, rest)
        if name in symbols.ACCENTS:
            return Accent(name, self.argument(rest))
        return self.construct(name, rest)

    def construct(self, name: str, rest: TexReader) -> Node | None:
        if name in _FRACTIONS:
            return _fraction(self.argument(rest), self.argument(rest), line=True)
        if name in _BINOMIALS:
            return _fraction(self.argument(rest), self.argument(rest), line=False)
        if name == "sqrt":
            degree = self.option(rest)
            return Root(self.argument(rest), degree)
        if name == "left":
            left = self.bracket(rest)[0]
            body = self.row(rest, "right")
            return Fenced(left, body, self.bracket(rest)[0])
        if name in _RELATED:
            mark, base = self.argument(rest), self.argument(rest)
            return Stack(base, None, mark) if name == "underset" else Stack(base, mark)
        if name in ("underbrace", "overbrace", "underbracket", "overbracket"):
            return Stack(self.argument(rest), brace=name.partition("br")[0])
        if name in _ARROWS:
            below = self.option(rest)
            return Stack(Atom(_ARROWS[name], "rel"), self.argument(rest), below)
        if name in ("substack", "displaylines"):
            return self.lines(rest)
        if name == "genfrac":
            return self.general_fraction(rest)
        if name in ("dv", "pdv"):
            return self.derivative("d" if name == "dv" else "∂", rest)
        if name == "unicode":
            return _character(self.words(rest))
        if name == "prescript":
            over, under = self.argument(rest), self.argument(rest)
            return Row((Script(Atom(""), under, over), self.argument(rest)))
        if name == "mathchoice":
            chosen = self.argument(rest)
            for _ in range(3):
                self.argument(rest)
            return chosen
        if name == "not":
            base = self.argument(rest)
            if not isinstance(base, Atom):
                raise UnreadableError("\\not of more than a sign")
            return Atom(symbols.NEGATED.get(base.text, base.text + "\u0338"), base.kind)
        if name == "tag":
            return Row((Gap(4), Atom(f"({self.words(rest).lstrip('*')})")))
        if name in ("pmod", "pod"):
            start = (Atom("mod"), Gap(1)) if name == "pmod" else ()
            return Row((Gap(1), Fenced("(", Row((*start, self.argument(rest))), ")")))
        if name in symbols.UNCHANGED:
            self.option(rest)
            for _ in range(symbols.UNCHANGED[name]):
                self.words(rest)
            return self.argument(rest)
        if name == "enclose":
            is_framed = self.words(rest) in symbols.FRAMES
            enclosed = self.argument(rest)
            return Boxed(enclosed) if is_framed else enclosed
        if name in symbols.LENGTHS:
            _skip_length(rest)
            return Gap(1)
        if name == "mod":
            return Row((Gap(2), Atom("mod"), Gap(1)))
        if name in ("boxed", "fbox"):
            return Boxed(self.text_or_formula(name, rest))
        if name in symbols.DELIMITED:
            left, right = symbols.DELIMITED[name]
            return Fenced(left, self.argument(rest), right)
        return self.unknown(name, rest)

    def general_fraction(self, rest: TexReader) -> Node:
        r"""``\genfrac{(}{)}{0pt}{}{n}{k}``: brackets, thickness, style, then both parts."""
        left, right, thickness, _ = (self.words(rest).strip() for _ in range(4))
        above, below = self.argument(rest), self.argument(rest)
        fraction = Fraction(above, below, not re.match(r"0+(?:\.0*)?[a-z]*$", thickness))
        return Fenced(left, fraction, right) if left or right else fraction

    def derivative(self, sign: str, rest: TexReader) -> Node:
        r"""``\dv{f}{x}`` or ``\dv{x}`` of the package physics."""
        first = self.argument(rest)
        rest.skip_blanks()
        if not rest or not isinstance(rest[0], LatexGroupNode):
            return Fraction(Atom(sign), Row((Atom(sign), first)))
        return Fraction(Row((Atom(sign), first)), Row((Atom(sign), self.argument(rest))))

    def text_or_formula(self, name: str, rest: TexReader) -> Node:
        """The argument of a command, which is text where the command is one for text."""
        rest.skip_blanks()
        first = rest[0] if rest else None
        if name == "fbox" and isinstance(first, LatexGroupNode):
            rest.popleft()
            return self.text(TexReader(first.nodelist))
        return self.argument(rest)

    def unknown(self, name: str, rest: TexReader) -> Node:
        """A command that is not known, as it is written, with the groups that follow it."""
        if name == "right":
            raise UnreadableError("\\right is out of place")
        if name == "\\":
            return Gap(2)  # within a group TeX ends no line
        items: list[Node] = [Atom(f"\\{name}")]
        while rest and isinstance(rest[0], LatexGroupNode) and len(items) <= _MOST_GROUPS:
            group = rest.popleft()
            if isinstance(group, LatexGroupNode):
                items.append(Fenced("{", self.row(TexReader(group.nodelist)), "}"))
        return items[0] if len(items) == 1 else Row(tuple(items))

    def styled(self, name: str, rest: TexReader) -> Node:
        """The argument of a command for text or for an alphabet."""
        rest.skip_blanks()
        limits = name == "operatorname" and rest.at("*")
        if limits:
            rest.popleft()
        before, self.styles = self.styles, symbols.ALPHABETS.get(name, ())
        first = rest[0] if rest else None
        if name in symbols.IN_TEXT and isinstance(first, LatexGroupNode):
            rest.popleft()
            node: Node = self.text(TexReader(first.nodelist))
        else:
            node = self.argument(rest)
        self.styles = before
        if name in ("operatorname", "mathop"):
            limits = limits or name == "mathop"
            return Atom(joined(node), "op", limits) if joined(node) else node
        if name in ("mathrm", "mathit", "mathsf", "mathtt") and (text := joined(node)):
            return Atom(text)
        kind = {"mathbin": "bin", "mathrel": "rel"}.get(name)
        if kind and (text := joined(node)):
            return Atom(text, "bin" if kind == "bin" else "rel")
        return node

    def text(self, rest: TexReader) -> Node:
        """Words, in which blanks count; formulas in them are read."""
        items: list[Node] = []
        letters = ""
        while rest:
            first = rest[0]
            if isinstance(first, str):
                rest.popleft()
                blank = first.isspace() or first == "~"
                letters += " " if blank else symbols.letter(first, self.styles)
                continue
            if letters:
                items.append(Atom(re.sub(" +", " ", letters)))
                letters = ""
            node = self.one(rest)
            if node is not None:
                items.append(node)
        if letters:
            items.append(Atom(re.sub(" +", " ", letters)))
        return items[0] if len(items) == 1 else Row(tuple(items))

    def bracket(self, rest: TexReader) -> tuple[str, symbols.Kind]:
        """The bracket that follows, with its kind; none for a full stop."""
        rest.skip_blanks()
        first = rest.popleft() if rest else None
        if isinstance(first, str):
            sign = {".": "", "<": "⟨", ">": "⟩"}.get(first, first)
            return sign, symbols.CHARACTERS.get(sign, (sign, "ord"))[1]
        if isinstance(first, LatexMacroNode) and first.macroname in symbols.COMMANDS:
            return symbols.COMMANDS[first.macroname]
        raise UnreadableError("a bracket is missing")

    def option(self, rest: TexReader) -> Node | None:
        """What stands in square brackets, if it comes next."""
        rest.skip_blanks()
        if not rest.at("["):
            return None
        rest.popleft()
        inside = TexReader(())
        while rest and not rest.at("]"):
            inside.append(rest.popleft())
        if not rest:
            raise UnreadableError("] is missing")
        rest.popleft()
        return self.row(inside)

    def words(self, rest: TexReader) -> str:
        """The source of a group, for what is not printed as a formula."""
        rest.skip_blanks()
        if not rest:
            raise UnreadableError("an argument is missing")
        first = rest.popleft()
        if isinstance(first, str):
            return first
        return str(first.latex_verbatim()).removeprefix("{").removesuffix("}").replace("$", "")

    # Rows and cells

    def lines(self, rest: TexReader) -> Node:
        rest.skip_blanks()
        first = rest.popleft() if rest else None
        if not isinstance(first, LatexGroupNode):
            raise UnreadableError("an argument is missing")
        return Grid(self.cells(first.nodelist), "c")

    def cells(self, nodes: Iterable[LatexNode]) -> tuple[tuple[Node, ...], ...]:
        """The cells between column marks and line ends; an empty last row is none."""
        rows: list[list[Node]] = [[]]
        cell = TexReader(())
        rest = TexReader(nodes)
        rules: list[int] = []
        while rest:
            first = rest.popleft()
            ends_line = isinstance(first, LatexMacroNode) and first.macroname in _LINE_ENDS
            if isinstance(first, LatexMacroNode) and first.macroname == "hline":
                rules.append(len(rows) - 1)
            elif isinstance(first, str) and first == "&":
                rows[-1].append(self.row(cell))
                cell = TexReader(())
            elif ends_line:
                self.option(rest)
                rows[-1].append(self.row(cell))
                rows.append([])
                cell = TexReader(())
            else:
                cell.append(first)
        rows[-1].append(self.row(cell))
        if len(rows) > 1 and rows[-1] == [Row(())]:
            rows.pop()
        if len(rows) * max(map(len, rows)) > _MOST_CELLS:
            raise UnreadableError(f"more than {_MOST_CELLS} cells")
        self.rules = tuple(dict.fromkeys(rules))
        return tuple(tuple(row) for row in rows)

    def environment(self, node: LatexEnvironmentNode) -> Node:
        name = node.environmentname.removesuffix("*")
        if name not in symbols.GRIDS:
            raise UnreadableError(f"\\begin{{{name}}} is not known")
        left, right, aligns = symbols.GRIDS[name]
        bars: tuple[int, ...] = ()
        rest = TexReader(node.nodelist)
        rest.skip_blanks()
        if rest.at("[") and (name != node.environmentname or not aligns):
            self.option(rest)
        if name in ("array", "tabular", "alignat", "alignedat", "subarray"):
            columns = self.words(rest)
            aligns = aligns or "".join(re.findall("[lcr]", columns)) or "c"
            bars = _bars(columns)
        before, self.styles = self.styles, ()
        rows = self.cells(rest.nodes())
        self.styles = before
        grid = Grid(rows, aligns, "rl" in aligns and name != "array", bars, self.rules)
        if grid.tight and len(rows) == 1 and len(rows[0]) == 1:
            return rows[0][0]
        return Fenced(left, grid, right) if left or right else grid


def _bars(columns: str) -> tuple[int, ...]:
    """Before which columns of a table in TeX a line stands, of ``c|c`` before the second."""
    found: list[int] = []
    count = 0
    for sign in columns:
        if sign == "|":
            found.append(count)
        count += sign in "lcr"
    return tuple(dict.fromkeys(found))


def _fraction(above: Node, below: Node, *, line: bool) -> Node:
    fraction = Fraction(above, below, line)
    return fraction if line else Fenced("(", fraction, ")")


def _skip_length(rest: TexReader) -> None:
    """Leave out a length such as ``-1.5em``."""
    length = ""
    while rest and isinstance(rest[0], str) and _LENGTH.fullmatch(length + rest[0]):
        length += str(rest.popleft())


def _character(number: str) -> Node:
    """The character of a number, in hexadecimal after an ``x``."""
    digits = number.strip().lower()
    try:
        code = int(digits[1:], 16) if digits[:1] == "x" else int(digits)
        character = chr(code)
    except (ValueError, OverflowError):
        character = ""
    return Atom(character if character.isprintable() else "")


def _primes(upper: list[Node]) -> bool:
    return all(isinstance(node, Atom) and node.text == "′" for node in upper)
