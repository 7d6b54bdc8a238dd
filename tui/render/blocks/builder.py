"""The builder: openings, closings and text, from Markdown and HTML alike, become blocks.

Markdown and HTML interleave in posts (a ``<details>`` around a fenced block), so both speak to one
stack of open elements. A Markdown element is closed by its own closing only; an HTML closing tag
closes the nearest HTML element of its name inside the Markdown element at hand. What is never
closed costs nothing but its looks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from index.lazy_pattern import lazy_pattern
from index.syntax import BARE_ADDRESS, address_end, block_referred_to
from tui.language import translate
from tui.render.math import Definitions, inline, prints_nothing

from .blocks import (
    FOLD,
    PLAIN,
    Align,
    Block,
    Code,
    Fold,
    Frame,
    Heading,
    Math,
    Paragraph,
    Role,
    Roles,
    Rule,
    Span,
    trimmed,
)
from .question_answer import turns
from .table_builder import OpenTable
from .transcluded import BAR, SIGN, Transcluded, placed

DEEPEST = 12
_MOST_OPEN = 500
"""How many elements may be open; those of HTML that are never closed are left out then."""
_BLANKS = lazy_pattern(r"[ \t\n]+")
_UNSPACED = "\u2e80-\u312f\u31a0-\ua4cf\uf900-\ufaff\uff00-\uffef\U00020000-\U0003fffd"
_WITHOUT_BLANK = lazy_pattern(f"[{_UNSPACED}]{{2}}")


@dataclass(slots=True)
class Element:
    """An open element: its frame if it has one, and what text in it means.

    ``numbering`` is the number of a list's next item, ``begun`` whether it has had one.
    """

    name: str
    html: bool
    roles: Roles = PLAIN
    href: str | None = None
    frame: Frame | None = None
    numbering: int | None = None
    begun: bool = False


class Builder:
    """Takes elements and text in order of the source; ``finish`` gives the blocks.

    ``line`` is the line of the file that is being told of, ``values`` what Liquid's names say.
    ``captured`` writes the blocks that a name of Liquid's stands for, ``transcluded`` gives what is
    shown in the place of a link; None where it is not known.
    """

    def __init__(self, line: int, values: Mapping[str, str] | None = None) -> None:
        self.line = line
        self.values = dict(values or {})
        self.macros: Definitions = ()
        self.hard_breaks = False
        self.captured: dict[str, Callable[[], None]] = {}
        self.transcluded: Callable[[str], Transcluded | None] = lambda _target: None
        self.elements: list[Element] = []
        self._shown: set[str] = set()
        self._blocks: list[Block] = []
        self._spans: list[Span] = []
        self._begun = 0
        self._softly_broken = False
        self._heading: tuple[int, str, int] | None = None
        self._table: OpenTable | None = None
        self._serial = 0
        self._tight = False
        self._foldings: set[int] = set()
        self._roles: dict[Roles, Roles] = {}

    # Elements

    def open(
        self,
        name: str,
        *,
        html: bool = False,
        role: Role | None = None,
        href: str | None = None,
        frame: Frame | None = None,
        numbering: int | None = None,
    ) -> None:
        """Open an element; one with a frame begins a new block.

        Args:
            name: The name that ``close`` finds it by.
            html: Whether it is an HTML tag, which closes no element of Markdown.
            role: How the text in it is styled, besides what is around it.
            href: Where the text in it links to; None for what is around it.
            frame: What is before each line of the blocks in it.
            numbering: The number of the next item, for an ordered list.
        """
        if frame is not None:
            self.end_block()
        if html and len(self.elements) >= _MOST_OPEN:
            return
        above = self.elements[-1] if self.elements else None
        roles = above.roles if above else PLAIN
        if role is not None:
            roles |= {role}
        link = href if href is not None else (above.href if above else None)
        self.elements.append(Element(name, html, roles, link, frame, numbering))

    def close(self, name: str, *, html: bool = False) -> bool:
        """Close the innermost such element and all in it; False if there is none."""
        for index in range(len(self.elements) - 1, -1, -1):
            element = self.elements[index]
            if element.name == name and element.html == html:
                if any(inner.frame for inner in self.elements[index:]):
                    self.end_block()
                del self.elements[index:]
                return True
            if html and not element.html:
                return False
        return False

    def close_to(self, depth: int) -> None:
        """Close whatever was opened above ``depth`` elements."""
        del self.elements[depth:]

    def frame(self, first: str, rest: str, role: Role | None = None, *, fold: Fold = "") -> Frame:
        """A new frame, distinct from every other.

        Args:
            first: What is before its first line.
            rest: What is before each of its other lines.
            role: How that is styled.
            fold: How the frame folds, if it does; it then needs a summary as its first block.
        """
        self._serial += 1
        roles: Roles = frozenset({role}) if role else PLAIN
        roles = self._roles.setdefault(roles, roles)
        if fold:
            self._foldings.add(self._serial)
        return Frame(self._serial, first, rest, roles, fold)

    def summary(self, name: str, *, html: bool = False) -> None:
        """Open the element that is the head of the innermost frame that folds."""
        frames = (one.frame for one in reversed(self.elements) if one.frame)
        folding = next((frame for frame in frames if frame.fold), None)
        href = f"{FOLD}{folding.serial}" if folding else None
        self.open(name, html=html, role="summary", href=href)

    def inside(self, *names: str) -> Element | None:
        """The innermost open element of one of these names."""
        return next((one for one in reversed(self.elements) if one.name in names), None)

    # Text

    def text(
        self,
        text: str,
        *roles: Role,
        href: str | None = None,
        tex: str = "",
        picture: str = "",
    ) -> None:
        """Add text without interpreting markup; addresses in it become links.

        Args:
            text: The text.
            roles: How it is styled, besides the elements around it.
            href: Where it links to; None for the link around it, if any.
            tex: The TeX source of a drawn formula, see ``Span``.
            picture: The address of a picture that the text stands for, see ``Span``.
        """
        if not text:
            return
        above = self.elements[-1] if self.elements else None
        all_roles = (above.roles if above else PLAIN) | frozenset(roles)
        all_roles = self._roles.setdefault(all_roles, all_roles)
        link = href if href is not None else (above.href if above else None)
        if self._softly_broken:
            self._join(text)
        if not self._spans:
            self._begun = self.line
        if link is None and "://" in text and "code" not in all_roles:
            self._with_links(text, all_roles)
        else:
            self._spans.append(Span(text, all_roles, link, self.line, tex, picture))

    def label(
        self, label: tuple[str, str], *roles: Role, href: str | None, picture: str = ""
    ) -> None:
        """Add what stands for a medium, and dimly where it is from.

        Args:
            label: The words, and where it is from; the latter may be empty.
            roles: How the words are styled, besides the elements around them.
            href: Where they link to.
            picture: The address of the picture that they stand for, if it is one.
        """
        words, place = label
        self.text(words, *roles, href=href, picture=picture)
        if place and not self._in_cell:
            self.text(f" {place}", "dim", href=href)

    def flow(self, text: str, *roles: Role) -> None:
        """Add HTML text, in which any run of blanks is one blank."""
        folded = _BLANKS.sub(" ", text)
        if not self._spans or self._spans[-1].text.endswith((" ", "\n")):
            folded = folded.lstrip(" ")
        self.text(folded, *roles)

    def soft_break(self) -> None:
        """A line of the source ends inside a paragraph."""
        if self.hard_breaks:
            self.line_break()
        else:
            self._softly_broken = bool(self._spans)

    def _join(self, text: str) -> None:
        """Put a blank for the line end before ``text``; none between Han or kana characters."""
        self._softly_broken = False
        if not self._spans:  # they are in a row of a table by now
            return
        last = self._spans[-1]
        if not _WITHOUT_BLANK.match(last.text[-1:] + text[:1]):
            above = self.elements[-1] if self.elements else None
            both = last.roles & above.roles if above else PLAIN
            href = above.href if above and above.href == last.href else None
            self._spans.append(Span(" ", both, href, last.line))

    def line_break(self) -> None:
        """Begin a new line of the same block; any number of them leave one line empty."""
        self._softly_broken = False
        if self._spans or self._in_cell:
            ends = "".join(span.text for span in self._spans[-2:])
            if not ends.endswith("\n\n"):
                self.text("\n")

    def _with_links(self, text: str, roles: Roles) -> None:
        at = 0
        for found in BARE_ADDRESS.finditer(text):
            begin = found.start()
            after = text.index("://", begin) + 3
            end = address_end(text, after, found.end())
            if end == after:
                continue
            if begin > at:
                self._spans.append(Span(text[at:begin], roles, None, self.line))
            address = text[begin:end]
            self._spans.append(Span(address, roles | {"link"}, address, self.line))
            at = end
        if at < len(text):
            self._spans.append(Span(text[at:], roles, None, self.line))

    # Blocks

    @property
    def _in_cell(self) -> bool:
        return self._table is not None and self._table.in_cell

    @property
    def _frames(self) -> tuple[Frame, ...]:
        frames = [element.frame for element in self.elements if element.frame]
        return tuple(frames[: DEEPEST // 2] + frames[DEEPEST // 2 :][-DEEPEST // 2 :])

    def tighten(self, *, tight: bool) -> None:
        """Say whether the next block follows the one before without a blank line."""
        self._tight = tight

    def end_block(self) -> None:
        """End the paragraph at hand, if any; in a table cell, its line."""
        self._softly_broken = False
        if self._in_cell:
            if self._spans and not self._spans[-1].text.endswith("\n"):
                self.text("\n")
            return
        spans = trimmed(self._spans)
        self._spans = []
        heading, self._heading = self._heading, None
        if heading:
            level, name, line = heading
            self._add(Heading(level, spans, line, self._frames, name))
        elif spans:
            begun, tight = self._begun, self._tight
            for said in turns(spans):
                self._add(Paragraph(said, said[0].line or begun, self._frames, tight))
                tight = True

    @property
    def flowing(self) -> bool:
        """Whether text has begun, or must stay in the line it is in: a heading's or a cell's."""
        return bool(self._spans) or self._heading is not None or self._in_cell

    def transclude(self, target: str, words: str) -> None:
        """Show in a frame what a link names of other posts; where that is not known, the link.

        Of links to the same the first shows it, so that a page is not many times what it shows.

        Args:
            target: The target of the link.
            words: Its text, empty if it has none.
        """
        in_line = self._heading is not None or self._in_cell
        again = in_line or target in self._shown
        shown = None if again else self.transcluded(target)
        if shown is None:
            is_block = again and not words and bool(block_referred_to(target))
            known = self.transcluded(target) if is_block else None
            self.text(
                words or (known.title if known else target), "link", "transclusion", href=target
            )
            return
        self._shown.add(target)
        self.end_block()
        self.open("transclusion", frame=self.frame(BAR, BAR, "dim"))
        self.text(SIGN, "dim")
        said = words or shown.title
        if shown.missing:
            name = target.partition("#")[0].strip()
            # Most reasons name what is missing themselves.
            said = shown.missing if name and name in shown.missing else f"{said}: {shown.missing}"
        self.text(said, "link", "transclusion", href=target)
        self.end_block()
        for block in placed(shown, self.line, self._frames, self._serial):
            self._serial = max(self._serial, *(frame.serial for frame in block.frames))
            self._blocks.append(block)
        self.close("transclusion")

    def begin_heading(self, level: int, name: str = "") -> None:
        """Let the text up to the end of the block be a heading. An HTML table ends before it."""
        self.end_block()
        if self._table and not self._in_cell:
            self.end_table()
        if not self._in_cell:
            self._heading = (level, name, self.line)

    def code(self, text: str, language: str, first_line: int, last_line: int | None = None) -> None:
        """Add a code block; in a table cell, its lines as text.

        Args:
            text: The code.
            language: The language named at the fence; may be empty.
            first_line: The line of the file with the first line of the code, from 1.
            last_line: The line with its last one, where that does not follow from the text.
        """
        self.end_block()
        if self._in_cell:
            for row in text.split("\n"):
                self.text(row, "code")
                self.text("\n")
        else:
            frames, tight = self._frames, self._tight
            self._add(Code(text, language, self.line, first_line, frames, tight, last_line))

    def math(self, text: str, first_line: int) -> None:
        """A formula of its own, unless it prints nothing."""
        self.end_block()
        if prints_nothing(text):
            return
        if self._in_cell:
            self.text(inline(text, self.macros), "math", tex=text)
        else:
            frames, tight = self._frames, self._tight
            self._add(Math(text, self.line, first_line, frames, tight, self.macros))

    def rule(self) -> None:
        """A thematic break."""
        self.end_block()
        if not self._in_cell:
            self._add(Rule(self.line, self._frames, self._tight))

    def _add(self, block: Block) -> None:
        if self._foldings:
            self._head(block)
        self._blocks.append(block)
        self._tight = False

    def _head(self, block: Block) -> None:
        """Give what folds the head that browsers give it, where it begins without a summary."""
        spans = block.spans if isinstance(block, Paragraph | Heading) else ()
        headed = bool(spans) and "summary" in spans[0].roles
        for frame in block.frames:
            if frame.serial not in self._foldings:
                continue
            self._foldings.discard(frame.serial)
            if not headed:
                above = block.frames[: block.frames.index(frame) + 1]
                span = Span(
                    translate("Details"),
                    frozenset({"summary"}),
                    f"{FOLD}{frame.serial}",
                    block.line,
                )
                self._blocks.append(Paragraph((span,), block.line, above, block.tight))

    # Tables

    def begin_table(self) -> None:
        """Begin a table; one inside another becomes lines of the cell."""
        if self._table:
            self._table.depth += 1
            self.end_block()
            return
        self.end_block()
        self._table = OpenTable(self.line)

    def begin_row(self) -> None:
        """Begin a row, ending the one before."""
        if not self._table or self._table.depth > 1:
            self.end_block()
            return
        self._end_row()
        self._table.row_line = self.line

    def begin_cell(self, *, header: bool, align: Align = "left") -> None:
        """Begin a cell, ending the one before."""
        table = self._table
        if not table or table.depth > 1:
            if self._spans and not self._spans[-1].text.endswith("\n"):
                self.text(" \N{BOX DRAWINGS LIGHT VERTICAL} ", "rule")
            return
        self._end_cell()
        table.begin_cell(self.line, header=header, align=align)

    def end_cell(self) -> None:
        """End a cell."""
        if self._table and self._table.depth == 1:
            self._end_cell()

    def end_table(self) -> None:
        """End a table: the outermost one becomes a block."""
        table = self._table
        if not table:
            return
        table.depth -= 1
        if table.depth:
            self.end_block()
            return
        self._end_row()
        self._table = None
        block = table.block(self._frames, tight=self._tight)
        if block:
            self._add(block)

    def _end_cell(self) -> None:
        table = self._table
        if table and table.in_cell:
            table.end_cell(self._spans)
            self._spans = []
            self._softly_broken = False

    def _end_row(self) -> None:
        self._end_cell()
        table = self._table
        if not table:
            return
        loose, self._spans = self._spans, []
        table.end_row(loose, self._begun)

    def finish(self) -> tuple[Block, ...]:
        """The blocks; whatever is still open ends here."""
        if self._table:
            self._table.depth = 1
            self.end_table()
        self.end_block()
        return tuple(self._blocks)
