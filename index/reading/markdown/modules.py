"""Posts in MDX: what of them is a program, and is shown by no page."""

from __future__ import annotations

from typing import Final

from index.lazy_pattern import lazy_pattern

_MODULE: Final = lazy_pattern(r"(?:import|export)(?=[ \t{*\"'])")
_FENCE_LINE: Final = lazy_pattern(r"[ \t]{0,3}(`{3,}|~{3,})")
_LONGEST_MODULE: Final = 200


def without_modules(body: str) -> str:
    """A text in MDX without its ``import``, ``export`` and ``{/* comments */}``, line by line.

    A statement begins a block and ends with it, or at the next blank line behind its last bracket.
    Source: https://mdxjs.com/docs/what-is-mdx/.
    """
    lines = body.split("\n")
    fence, at = "", 0
    code: set[int] = set()
    while at < len(lines):
        mark = _FENCE_LINE.match(lines[at])
        if fence or mark:
            code.add(at)
            if fence and mark and mark[1].startswith(fence) and not lines[at].strip(" \t`~"):
                fence = ""
            elif not fence and mark:
                fence = mark[1]
        elif _MODULE.match(lines[at]) and (not at or not lines[at - 1].strip()):
            end = _end_of_module(lines, at)
            lines[at:end] = [""] * (end - at)
            at = end
            continue
        at += 1
    if "/*" not in body:
        return "\n".join(lines)
    parts = ["\0" if number in code else line for number, line in enumerate(lines)]
    text = _without_comments("\n".join(parts))
    return "\n".join(
        lines[number] if line == "\0" else line for number, line in enumerate(text.split("\n"))
    )


def _without_comments(text: str) -> str:
    """A text with nothing but the line ends of what stands between ``{/*`` and ``*/}``."""
    kept: list[str] = []
    at = 0
    while (begin := text.find("{/*", at)) >= 0 and (end := text.find("*/}", begin)) >= 0:
        kept += [text[at:begin], "\n" * text.count("\n", begin, end)]
        at = end + 3
    return "".join((*kept, text[at:]))


def _end_of_module(lines: list[str], begin: int) -> int:
    """The line behind a statement: a blank one where no bracket of it is open."""
    depth, blank = 0, 0
    for at in range(begin, min(begin + _LONGEST_MODULE, len(lines))):
        line = lines[at]
        if not line.strip():
            blank = blank or at
            if depth <= 0:
                return at
        depth += sum(map(line.count, "{[(")) - sum(map(line.count, "}])"))
    return blank or min(begin + _LONGEST_MODULE, len(lines))
