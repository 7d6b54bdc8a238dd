"""Where a link's brackets lead: the ``(address "title")`` or ``[label]`` behind them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from index.lazy_pattern import lazy_pattern

from .markup import decode_entities

_PARENTHESES = lazy_pattern(
    r"""\(\s*+
        (?:<(?P<angle>[^<>\n\x1e]*+)>
          |(?P<bare>(?:[^\s()\\{\x1e]++|\\.|\{\{[^{}\x1e]*+\}\}|\{%[^{}\x1e]*+%\}|\{
             |\((?:[^\s()\x1e]++|\([^\s()\x1e]*+\))*+\))*+)
        )
        (?:\s++(?:"[^"\x1e]*+"|'[^'\x1e]*+'|\([^()\x1e]*+\)))?+\s*+\)""",
    re.VERBOSE,
)
_WITH_BLANKS = lazy_pattern(r"""\(([^()<>\n\x1e"']++)\)""")
_LABEL = lazy_pattern(r"\[([^\[\]\x1e]*+)\]")
_ESCAPED = lazy_pattern(r"\\([!-/:-@\[-`{-~])")
_LONGEST_LABEL = 999


def fold_label(label: str) -> str:
    """The label of a link definition as it is compared: without case, blanks as one."""
    return " ".join(label.split()).casefold()


def inline_destination(text: str, start: int) -> tuple[str, int] | None:
    """The address in the parentheses at ``start`` and where they end, or None.

    As in kramdown, and unlike CommonMark, an address may have blanks in it.
    """
    match = _PARENTHESES.match(text, start)
    if match is not None:
        angle, bare = match["angle"], match["bare"]
        return _unescape(angle if angle is not None else bare), match.end()
    match = _WITH_BLANKS.match(text, start)
    return None if match is None else (_unescape(match[1].strip()), match.end())


def referred_destination(
    text: str, opened: int, closed: int, references: Mapping[str, str]
) -> tuple[str, int] | None:
    """Resolve a reference link: ``[text][label]``, ``[label][]`` or ``[label]``.

    Args:
        text: The text of the body.
        opened: The offset behind the opening bracket.
        closed: The offset of the closing bracket.
        references: The addresses of link reference definitions, by folded label.

    Returns:
        The address and the offset behind the link, or None where no definition has the label.
    """
    label = text[opened:closed] if closed - opened <= _LONGEST_LABEL else ""
    behind = _LABEL.match(text, closed + 1)
    if behind is not None:
        target = references.get(fold_label(behind[1] or label))
        if target is not None:
            return _unescape(target), behind.end()
    target = references.get(fold_label(label)) if label else None
    return None if target is None else (_unescape(target), closed + 1)


def _unescape(target: str) -> str:
    return decode_entities(_ESCAPED.sub(r"\1", target) if "\\" in target else target)
