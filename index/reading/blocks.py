"""The blocks of a body: one pass over its lines that tells headings, code and text apart.

Follows kramdown's GFM parser for Jekyll sites and CommonMark elsewhere where the two differ in
what is a heading or code. Quotes and lists are looked through, not built.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from .inline import BLOCK, fold_label
from .markup import attributes

_ATX = re.compile(r"(#{1,6})(?:[ \t]+(.*))?$")
_ATX_CLOSE = re.compile(r"(?<![^ \t])#+$")
_HEADING_ID = re.compile(r"(?<![^ \t])\{#([^\s{}]+)([^{}]*)\}$")
_SETEXT = re.compile(r"(?:=+|-+)[ \t]*$")
_RULE = re.compile(r"(?:(?:\*[ \t]*+){3,}|(?:-[ \t]*+){3,}|(?:_[ \t]*+){3,})$")
_MARKER = re.compile(r"(?:[-+*]|\d{1,9}[.)])(?:[ \t]+|$)")
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_FENCE = re.compile(r"(`{3,}|~{3,})[ \t]*(.*)$")
_LANGUAGE = re.compile(r"[{.\s]*([\w+#.-]*)")
_QUOTE = re.compile(r">[ ]?(?:[ \t]{0,3}>[ ]?)*")
_CALLOUT = re.compile(r"\[!([\w-]+)\][+-]?[ \t]*")
_DELIMITERS = re.compile(r"(?=.*-)(?=.*\|)[|:\-+= \t]+$")
_CELLS = re.compile(r"\\.|(`++)[^`\n]++\1|\|")
_DEFINITION = re.compile(
    r"""\[([^\]\n^][^\]\n]*)\]:[ \t]*(?:<([^>\n]*)>|([^\s]\S*))(?:[ \t]+["'(].*)?[ \t]*$"""
)
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:[ \t]*")
_ABBREVIATION = re.compile(r"\*\[[^\]]+\]:")
_ATTRIBUTE_LIST = re.compile(r"\{:((?!:)[^}]*)\}[ \t]*$")
_NOTICE = re.compile(r"\.(?:notice|prompt-|alert|callout|info|warning|note|tip|danger)")
_LANGUAGE_CLASS = re.compile(r"\.language-([\w+#-]+)")
_EXPLICIT_ID = re.compile(r"(?:^|\s)#([\w:-]+)")
_HTML_NOTICE = re.compile(r"\b(?:notice|alert|callout|admonition)")
_HTML_HEADING = re.compile(r"<h([1-6])((?:\s[^<>]*+)?)>(.*?)(?:</h\1\s*>|$)", re.IGNORECASE)
_HIGHLIGHT = re.compile(
    r"\{(?:%-?[ \t]*highlight[ \t]+([\w+#.-]+)[^%]*%|\{[<%][ \t]*highlight[ \t]+\"?([\w+#.-]+)[^}]*)\}"
    r"(?:\})?"
)
_END_HIGHLIGHT = re.compile(r"\{(?:%-?[ \t]*endhighlight|\{[<%][ \t]*/[ \t]*highlight)")
_ELEMENT = re.compile(r"<(/?)([A-Za-z][\w:-]*)([^<>]*)")
_RAW_ELEMENTS = frozenset({"script", "style", "pre", "textarea"})
_BLOCK_ELEMENTS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "col",
        "colgroup",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frame",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "iframe",
        "legend",
        "li",
        "link",
        "main",
        "menu",
        "menuitem",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "param",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_SPECIAL = frozenset("#>-*+=_`~0123456789|:<[{$^")


@dataclass(slots=True)
class RawHeading:
    """A heading before its inline markup is read; ``line`` is an index into the body's lines."""

    level: int
    line: int
    source: str
    id: str | None = None
    html: bool = False
    in_contents: bool = True


@dataclass(slots=True)
class Blocks:
    """What the lines of a body are.

    ``text`` has for each line what inline markup is to be read in, set off by ``BLOCK`` where a
    block begins; ``verbatim`` the lines that are prose as they stand; ``code`` the code of each
    line. ``references`` are the link definitions by folded label. ``problems`` are (line index,
    message).
    """

    text: list[str]
    code: list[str]
    verbatim: dict[int, str] = field(default_factory=dict)
    headings: list[RawHeading] = field(default_factory=list)
    references: dict[str, str] = field(default_factory=dict)
    languages: dict[str, None] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)
    problems: list[tuple[int, str]] = field(default_factory=list)


def read_blocks(lines: list[str], *, kramdown: bool = True) -> Blocks:
    """Tell the blocks of a body apart; ``lines`` are without line ends and free of ``BLOCK``."""
    return _Scanner(lines, kramdown=kramdown).scan()


@dataclass(slots=True)
class _Fence:
    mark: str
    line: int
    indent: int
    depth: int
    blank: bool = False


class _Scanner:
    """Where the pass is: open containers, an open paragraph, and what takes lines whole."""

    __slots__ = (
        "after_boundary",
        "attributes",
        "blank",
        "blocks",
        "depth",
        "fence",
        "html",
        "indented",
        "items",
        "kramdown",
        "last_heading",
        "lines",
        "math_ends",
        "mode",
        "open",
        "paragraph",
        "table",
        "until",
    )

    def __init__(self, lines: list[str], *, kramdown: bool) -> None:
        self.lines = lines
        self.kramdown = kramdown
        self.blocks = Blocks([""] * len(lines), [""] * len(lines))
        self.mode: Callable[[int, str], bool] | None = None
        self.items: list[list[int]] = [[]]
        self.depth = 0
        self.open = False
        self.blank = True
        self.after_boundary = True
        self.paragraph = 0
        self.indented = False
        self.html = ""
        self.table = False
        self.fence = _Fence("", 0, 0, 0)
        self.until = re.compile("")
        self.last_heading: RawHeading | None = None
        self.attributes = ""
        self.math_ends: list[int] | None = None

    def scan(self) -> Blocks:
        for index, line in enumerate(self.lines):
            if self.mode is not None and self.mode(index, line):
                continue
            stripped = line.lstrip(" \t")
            if not stripped or stripped.isspace():
                self._blank_line(index)
                continue
            indent = len(line) - len(stripped)
            if indent and "\t" in line[:indent]:
                indent = len(line[:indent].expandtabs(4))
            self._line(index, stripped.rstrip(), indent)
        if self.mode == self._fenced:
            self.blocks.problems.append(
                (self.fence.line, f"the code fence {self.fence.mark[:8]} is never closed")
            )
        return self.blocks

    def _blank_line(self, index: int) -> None:
        if self.indented:
            self.blocks.code[index] = ""
        self.blank, self.open, self.table, self.html = True, False, False, ""
        self.last_heading = None

    # Containers

    def _line(self, index: int, text: str, indent: int) -> None:
        """Take one line that is not blank: look through its containers, then at its block."""
        items = self.items[-1]
        if text[0] == ">" and indent - (items[-1] if items else 0) < 4:
            text, indent = self._quote(text)
            if not text:
                self._blank_line(index)
                return
            items = self.items[-1]
        elif self.depth and not (self.open and text[0] not in _SPECIAL):
            self._leave_quotes()
            items = self.items[-1]
        if items and indent < items[-1]:
            self._leave_items(items, text, indent)
        relative = indent - (items[-1] if items else 0)
        if relative >= 4 and not self.open:
            self._indented(index, text, relative)
            return
        self.indented = False
        if text[0] in _SPECIAL:
            self._special(index, text, indent, relative)
        else:
            self._text(index, text)
        self.blank = False

    def _quote(self, text: str) -> tuple[str, int]:
        match = _QUOTE.match(text)
        end = match.end() if match else 1
        depth = text.count(">", 0, end)
        if depth != self.depth:
            self._leave_quotes()
            self.depth = depth
            self.items.append([])
        inner = text[end:]
        rest = inner.lstrip(" \t")
        callout = _CALLOUT.match(rest)
        if callout is not None:
            self.blocks.flags.add("note")
            rest = rest[callout.end() :]
            self.open = False
        return rest, len(inner) - len(inner.lstrip(" \t")) if rest else 0

    def _leave_quotes(self) -> None:
        self.depth = 0
        del self.items[1:]
        self._boundary()

    def _leave_items(self, items: list[int], text: str, indent: int) -> None:
        """Leave the list items that a line is no part of; a paragraph's next line may be lazy."""
        if self.open and not (_MARKER.match(text) or text[0] == "#"):
            return
        while items and indent < items[-1]:
            items.pop()
        self._boundary()

    def _boundary(self) -> None:
        self.open = False
        self.table = False
        self.html = ""

    # Blocks

    def _text(self, index: int, text: str) -> None:
        """A line of a paragraph, its first or a later one."""
        if self.open:
            self.blocks.text[index] = self._cells(text) if self.table else text
            return
        self.open = True
        self.paragraph = index
        self.after_boundary = self.blank or self.last_heading is None
        self.last_heading = None
        self.blocks.text[index] = BLOCK + text

    def _special(self, index: int, text: str, indent: int, relative: int) -> None:
        if self.html and self._in_html(index, text):
            return
        handler = _BLOCKS.get(text[0])
        if handler is None or not handler(self, index, text, indent, relative):
            self._text(index, text)

    def _in_html(self, index: int, text: str) -> bool:
        """A line inside an HTML block, which ends with its closing tag or a blank line."""
        self._html_headings(index, text)
        self.blocks.text[index] = text
        if f"</{self.html}" in text.lower():
            self._boundary()
        return True

    def _indented(self, index: int, text: str, relative: int) -> None:
        self.blocks.code[index] = " " * (relative - 4) + text
        self.blocks.flags.add("code")
        self.indented = True
        self.blank = False
        self.last_heading = None

    def _atx(self, index: int, text: str, indent: int, relative: int) -> bool:
        match = _ATX.match(text)
        if match is None or (self.kramdown and (relative > 0 or match[2] is None)):
            return False
        source = (match[2] or "").rstrip()
        source, explicit, contents = _heading_id(source)
        source = _ATX_CLOSE.sub("", source).rstrip()
        if not explicit:
            source, explicit, contents = _heading_id(source)
        self._boundary()
        self._heading(RawHeading(len(match[1]), index, source, explicit, in_contents=contents))
        self.blocks.text[index] = BLOCK + source
        return True

    def _heading(self, heading: RawHeading) -> None:
        if self.attributes:
            self._attribute(heading, self.attributes)
            self.attributes = ""
        self.blocks.headings.append(heading)
        self.last_heading = heading
        self.open = False

    def _underline(self, index: int, text: str, indent: int, relative: int) -> bool:
        """``---`` and ``===``: an underlined heading, else a rule, else a list item or text."""
        if self.open and not self.table and _SETEXT.match(text) and self._set_heading(index, text):
            return True
        if self.table and _DELIMITERS.match(text):
            return True
        if text[0] == "-" and "|" in text and self._delimiters(index, text):
            return True
        if text[0] in "-_*" and _RULE.match(text):
            self._boundary()
            return True
        return text[0] != "=" and text[0] != "_" and self._item(index, text, indent, relative)

    def _set_heading(self, index: int, text: str) -> bool:
        first = self.paragraph
        if self.kramdown and (first != index - 1 or not self.after_boundary):
            return False
        if self.items[-1] and (text == "-" or not self.kramdown):
            return False
        source = " ".join(line.lstrip(BLOCK) for line in self.blocks.text[first:index])
        source, explicit, contents = _heading_id(source.strip())
        level = 1 if text[0] == "=" else 2
        self._heading(RawHeading(level, first, source, explicit, in_contents=contents))
        if explicit:
            self.blocks.text[first] = BLOCK + source
        return True

    def _item(self, index: int, text: str, indent: int, relative: int) -> bool:
        """A list item, or several within each other on one line."""
        items = self.items[-1]
        marker = _MARKER.match(text)
        if marker is None or (self.kramdown and ")" in marker[0]):
            return False
        if text.startswith("*[") and _ABBREVIATION.match(text):
            return False
        at, rule = 0, len(text.rstrip("-*_ \t"))
        while marker is not None and not (at >= rule and _RULE.match(text, at)):
            width = marker.end() - at
            if marker.end() < len(text) and text[marker.end() - 1] == "\t":
                width = 4
            elif width > 5:
                width = 2
            items.append(indent + width)
            indent += width
            at = marker.end()
            marker = _MARKER.match(text, at)
        self._boundary()
        rest = text[at:]
        task = _TASK.match(rest)
        rest = rest[task.end() :] if task else rest
        self.blank = True
        self.last_heading = None
        if not rest:
            return True
        if rest[0] == ">":
            rest, _ = self._quote(rest)
        if (rest and rest[0] in "#`~<|$") or rest.startswith("{:"):
            self._special(index, rest, indent, 0)
        elif rest:
            self._text(index, rest)
        return True

    def _digit(self, index: int, text: str, indent: int, relative: int) -> bool:
        return self._item(index, text, indent, relative)

    def _star(self, index: int, text: str, indent: int, relative: int) -> bool:
        if text.startswith("*[") and _ABBREVIATION.match(text):
            return True
        return self._underline(index, text, indent, relative)

    # Code

    def _open_fence(self, index: int, text: str, indent: int, relative: int) -> bool:
        match = _FENCE.match(text)
        if match is None or (text[0] == "`" and "`" in match[2]):
            return False
        items = self.items[-1]
        self._boundary()
        self.blocks.flags.add("code")
        self._language(match[2])
        self.fence = _Fence(match[1], index, items[-1] if items else 0, self.depth)
        self.mode = self._fenced
        self.last_heading = None
        return True

    def _language(self, info: str) -> None:
        match = _LANGUAGE.match(info)
        language = match[1].lower().strip(".-") if match else ""
        if language:
            self.blocks.languages.setdefault(language)

    def _fenced(self, index: int, line: str) -> bool:
        fence = self.fence
        if fence.depth:
            quote = _QUOTE.match(line.lstrip(" \t"))
            if quote is None:
                self.mode = None
                return False
            line = line.lstrip(" \t")[quote.end() :]
        stripped = line.strip()
        if stripped.startswith(fence.mark) and not stripped.strip(fence.mark[0]):
            self.mode = None
            self.blank = True
            return True
        if fence.indent and stripped:
            indent = len(line[: len(line) - len(line.lstrip())].expandtabs(4))
            if indent < fence.indent and fence.blank:
                self.mode = None
                self.blank = True
                return False
            line = " " * max(0, indent - fence.indent) + line.lstrip()
        fence.blank = not stripped
        self.blocks.code[index] = line
        return True

    # HTML, Liquid, math

    def _html(self, index: int, text: str, indent: int, relative: int) -> bool:
        if text.startswith("<!--"):
            return self._comment(index, text)
        element = _ELEMENT.match(text)
        if element is None:
            return False
        closing, name, rest = element[1], element[2].lower(), element[3]
        if name in _RAW_ELEMENTS and not closing:
            return self._raw_element(index, text, name, element.end())
        if name not in _BLOCK_ELEMENTS:
            return False
        if "class" in rest and _HTML_NOTICE.search(attributes(rest).get("class", "")):
            self.blocks.flags.add("note")
        if name == "table":
            self.blocks.flags.add("table")
        self._boundary()
        self._html_headings(index, text)
        self.blocks.text[index] = BLOCK + text
        lowered = text.lower()
        balanced = lowered.count(f"</{name}") >= lowered.count(f"<{name}")
        if (
            not closing
            and not balanced
            and "markdown=" not in rest
            and name not in {"hr", "iframe"}
        ):
            self.html = name
            self.open = True
        self.last_heading = None
        return True

    def _html_headings(self, index: int, text: str) -> None:
        if "<h" not in text and "<H" not in text:
            return
        for match in _HTML_HEADING.finditer(text):
            explicit = attributes(match[2]).get("id", "")
            self.blocks.headings.append(
                RawHeading(int(match[1]), index, match[3], explicit, html=True)
            )

    def _comment(self, index: int, text: str) -> bool:
        end = text.find("-->")
        self._boundary()
        if end < 0:
            self.until = re.compile("-->")
            self.mode = self._hidden
            return True
        rest = text[end + 3 :].strip()
        if rest:
            self.blocks.text[index] = BLOCK + rest
        return True

    def _hidden(self, index: int, line: str) -> bool:
        """Lines that nobody sees, up to what ends them; the rest of that line is text."""
        match = self.until.search(line)
        if match is not None:
            self.mode = None
            self.blank = True
            rest = line[match.end() :].strip()
            if rest:
                self._text(index, rest)
        return True

    def _raw_element(self, index: int, text: str, name: str, start: int) -> bool:
        closing = re.compile(rf"</{name}\s*>", re.IGNORECASE)
        self._boundary()
        if name == "textarea":
            return False
        end = closing.search(text, start)
        if end is not None:
            if name != "pre":
                return False
            self.blocks.code[index] = text[text.find(">") + 1 : end.start()]
            self.blocks.flags.add("code")
            rest = text[end.end() :]
            self.blocks.text[index] = BLOCK + rest if rest.strip() else ""
            return True
        self.until = closing
        if name == "pre":
            self.blocks.flags.add("code")
            self.blocks.code[index] = text[text.find(">") + 1 :] if ">" in text else ""
            self.mode = self._preformatted
        else:
            self.mode = self._hidden
        return True

    def _preformatted(self, index: int, line: str) -> bool:
        match = self.until.search(line)
        if match is None:
            self.blocks.code[index] = line
            return True
        self.blocks.code[index] = line[: match.start()]
        return self._hidden(index, line)

    def _brace(self, index: int, text: str, indent: int, relative: int) -> bool:
        if text.startswith("{:"):
            return self._kramdown(index, text)
        match = _HIGHLIGHT.match(text)
        if match is None:
            return self._liquid_comment(text)
        self._boundary()
        self._language(match[1] or match[2])
        self.blocks.flags.add("code")
        rest = text[match.end() :]
        end = _END_HIGHLIGHT.search(rest)
        if end is not None:
            self.blocks.code[index] = rest[: end.start()]
            return True
        self.blocks.code[index] = rest
        self.until = _END_HIGHLIGHT
        self.mode = self._highlighted
        return True

    def _liquid_comment(self, text: str) -> bool:
        if re.match(r"\{%-?\s*comment\b", text) is None or "endcomment" in text:
            return False
        self._boundary()
        self.until = re.compile(r"\{%-?\s*endcomment\s*-?%\}")
        self.mode = self._hidden
        return True

    def _highlighted(self, index: int, line: str) -> bool:
        match = self.until.search(line)
        if match is None:
            self.blocks.code[index] = line
            return True
        self.blocks.code[index] = line[: match.start()]
        self.mode = None
        self.blank = True
        return True

    def _kramdown(self, index: int, text: str) -> bool:
        """A block attribute list, or an extension such as ``{::comment}``."""
        if text.startswith("{::comment}") or text.startswith("{::options"):
            if "{:/" not in text and "/}" not in text:
                self.until = re.compile(r"\{:/(?:comment)?\}")
                self.mode = self._hidden
            return True
        if text.startswith(("{:/", "{::")):
            return True
        match = _ATTRIBUTE_LIST.match(text)
        if match is None:
            return False
        given = match[1]
        if given.strip() == "toc" or given.startswith(("toc ", " toc")):
            self._contents_marker(index)
        if _NOTICE.search(given):
            self.blocks.flags.add("note")
        for language in _LANGUAGE_CLASS.findall(given):
            self.blocks.languages.setdefault(language.lower())
        if self.last_heading is not None and not self.blank:
            self._attribute(self.last_heading, given)
        elif not self.open:
            self.attributes = given
        self._boundary()
        self.blank = True
        return True

    def _contents_marker(self, index: int) -> None:
        """``{:toc}`` replaces the list above it, which nobody sees."""
        while index and self.blocks.text[index - 1]:
            index -= 1
            self.blocks.text[index] = ""

    @staticmethod
    def _attribute(heading: RawHeading, given: str) -> None:
        explicit = _EXPLICIT_ID.search(given)
        if explicit is not None:
            heading.id = explicit[1]
        if ".no_toc" in given:
            heading.in_contents = False

    def _math(self, index: int, text: str, indent: int, relative: int) -> bool:
        """Display math over several lines, whose text is kept as its source."""
        if not text.startswith("$$") or text.count("$$") > 1:
            return False
        if self.math_ends is None:
            self.math_ends = [i for i, line in enumerate(self.lines) if "$$" in line]
            self.math_ends.reverse()
        while self.math_ends and self.math_ends[-1] <= index:
            self.math_ends.pop()
        if not self.math_ends:
            return False
        self._boundary()
        self.blocks.flags.add("math")
        self.blocks.verbatim[index] = text[2:]
        self.mode = self._in_math
        return True

    def _in_math(self, index: int, line: str) -> bool:
        end = line.find("$$")
        self.blocks.verbatim[index] = line.strip() if end < 0 else line[:end].strip()
        if end >= 0:
            self.mode = None
            self.blank = True
        return True

    # Tables, definitions

    def _pipe(self, index: int, text: str, indent: int, relative: int) -> bool:
        if _DELIMITERS.match(text) and self._delimiters(index, text):
            return True
        self.blocks.text[index] = BLOCK + self._cells(text)
        self.open = True
        self.table = True
        self.blocks.flags.add("table")
        self.last_heading = None
        return True

    def _delimiters(self, index: int, text: str) -> bool:
        """The line under a table's head, which makes the line above it a row."""
        if not self.open or not _DELIMITERS.match(text):
            return False
        if not self.table:
            head = self.blocks.text[index - 1]
            if "|" not in head:
                return False
            self.blocks.text[index - 1] = BLOCK + self._cells(head.lstrip(BLOCK))
        self.table = True
        self.blocks.flags.add("table")
        return True

    @staticmethod
    def _cells(text: str) -> str:
        """A table row with its cells set off from each other."""
        if "|" not in text:
            return text
        text = text.strip()
        text = text[1:] if text[:1] == "|" else text
        text = text[:-1] if text[-1:] == "|" and text[-2:] != "\\|" else text
        return _CELLS.sub(lambda m: f" {BLOCK}" if m[0] == "|" else m[0], text).strip()

    def _colon(self, index: int, text: str, indent: int, relative: int) -> bool:
        if text[1:2] in {" ", "\t"} and index and not (relative and self.open):
            self._boundary()
            self.items[-1].append(indent + 2)
            self._text(index, text[2:].lstrip())
            return True
        return "|" in text and self._delimiters(index, text)

    def _definition(self, index: int, text: str, indent: int, relative: int) -> bool:
        footnote = _FOOTNOTE.match(text)
        if footnote is not None:
            self._boundary()
            self.items[-1].append(indent + 4)
            rest = text[footnote.end() :]
            if rest:
                self._text(index, rest)
            return True
        match = None if self.open else _DEFINITION.match(text)
        if match is None:
            return False
        target = match[2] if match[2] is not None else match[3]
        self.blocks.references.setdefault(fold_label(match[1]), target)
        self.blank = True
        return True


def _heading_id(source: str) -> tuple[str, str | None, bool]:
    """A heading's source without its ``{#id}``, that id, and whether the contents list has it."""
    match = _HEADING_ID.search(source) if source.endswith("}") else None
    if match is None:
        return source, None, True
    return source[: match.start()].rstrip(), match[1], ".no_toc" not in match[2]


_BLOCKS: Mapping[str, Callable[[_Scanner, int, str, int, int], bool]] = {
    "#": _Scanner._atx,
    "-": _Scanner._underline,
    "=": _Scanner._underline,
    "_": _Scanner._underline,
    "*": _Scanner._star,
    "+": _Scanner._item,
    **dict.fromkeys("0123456789", _Scanner._digit),
    "`": _Scanner._open_fence,
    "~": _Scanner._open_fence,
    "|": _Scanner._pipe,
    ":": _Scanner._colon,
    "<": _Scanner._html,
    "[": _Scanner._definition,
    "{": _Scanner._brace,
    "$": _Scanner._math,
}
