"""Other ways to write what a query looks for: numbers, units, and a hyphen beside Hangul or Han.

``1,000`` and ``1000``, ``3.5 GB`` and ``3.5GB``, ``K-평균`` and ``K평균`` find each other. What
stands as it was typed ranks first. Quoted text is looked for as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.lazy_pattern import lazy_pattern
from index.search.text.tokens import CJK, LETTERS, expression, has_both

from .nodes import And, Node, Or, Text, all_of, any_of

_UNITS = (
    "[kmgtp]i?b|[kmgt]?bps|bits?|bytes?|[kmg]?hz|[nmuμ]s|sec|min|fps|rpm|dpi|px|pt|r?em"
    "|[kcmnμ]m|[km]?g|m?ah|[km]w"
)
_MEASURE = lazy_pattern(rf"(\d+(?:\.\d+)?)\s?({_UNITS})", re.IGNORECASE)
_UNIT = lazy_pattern(_UNITS, re.IGNORECASE)
_NUMBER = lazy_pattern(r"\d+(?:\.\d+)?")
_GROUPED = lazy_pattern(r"(\d{1,3}(?:,\d{3})+)((?:\.\d+)?)")
_PLAIN = lazy_pattern(r"(\d{4,15})((?:\.\d+)?)")
_HYPHEN = rf"(?<={LETTERS})-(?=[{CJK}])|(?<=[{CJK}])-(?={LETTERS})"
_MEETING = rf"(?<={LETTERS})(?=[{CJK}]{{2}})|(?<=[{CJK}]{{2}})(?={LETTERS})"
"""One syllable is more often a particle, as in ``loss를``, than a part of a name."""
_LONGEST = 60


def with_variants(node: Node) -> Node:
    """The same query with each text beside the other ways to write it; exclusions stay as typed."""
    match node:
        case And(nodes):
            return all_of(_in_row(nodes)) or node
        case Or(nodes):
            return any_of(map(with_variants, nodes)) or node
        case Text():
            return any_of((node, *variants(node))) or node
        case _:
            return node


def variants(text: Text) -> Iterator[Text]:
    """The other ways to write a text, which are looked for as phrases."""
    if text.quoted or text.slop or text.edits or len(text.text) > _LONGEST:
        return
    for other in _written_otherwise(text.text):
        if other != text.text:
            yield replace(text, text=other, quoted=True, is_variant=True)


def _in_row(nodes: Sequence[Node]) -> Iterator[Node]:
    """The parts of an ``And``: a number and the unit after it may stand without a blank."""
    at = 0
    while at < len(nodes):
        match nodes[at : at + 2]:
            case (Text(number, False, False, field), Text(unit, False, prefix, same)) if (
                field == same and _NUMBER.fullmatch(number) and _UNIT.fullmatch(unit)
            ):
                joined = Text(f"{number}{unit}", True, prefix, field, is_variant=True)
                apart = all_of(nodes[at : at + 2])
                yield any_of((apart, joined) if apart else (joined,)) or joined
                at += 2
            case _:
                yield with_variants(nodes[at])
                at += 1


def _written_otherwise(text: str) -> Iterator[str]:
    if text[0].isdigit():
        if grouped := _GROUPED.fullmatch(text):
            yield grouped[1].replace(",", "") + grouped[2]
        elif plain := _PLAIN.fullmatch(text):
            if plain[1][0] != "0":
                yield f"{int(plain[1]):,}{plain[2]}"
        elif measure := _MEASURE.fullmatch(text):
            yield f"{measure[1]} {measure[2]}"
    if has_both(text):
        without = expression(_HYPHEN).sub("", text)
        yield without if without != text else expression(_MEETING).sub("-", text)
