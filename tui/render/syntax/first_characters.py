"""Rules for blocks, chosen by the first character of a line.

markdown-it asks each of its rules at each block, and those that may end a paragraph at each line.
Most rules take lines that begin with one of a few characters: the others are not asked.
"""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.parser_block import ParserBlock, RuleFuncBlockType
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock

_FIRST = {
    "math_block": "$\\",
    "liquid_block": "{",
    "shortcode": "{",
    "attributes": "{",
    "abbreviation": "*",
    "block_end": "^",
    "note_comment": "%",
    "container": ":",
    "notice_tag": "{",
    "admonition": "!?",
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*+-0123456789",
    "footnote_def": "[",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
}
"""What the lines begin with, behind their indentation, that a rule takes; else any character."""
_FIRST_OF_END = {"deflist": ":~"}
"""The same for a rule that takes other lines where it only tells whether a paragraph ends."""


class BlockParser(ParserBlock):
    """markdown-it's parser of blocks, whose rules are chosen by the first character of a line."""

    def __init__(self) -> None:
        super().__init__()
        ruler = _Ruler()
        for one in self.ruler.__rules__:
            ruler.push(one.name, one.fn, {"alt": one.alt})
        self.ruler = ruler


class _Ruler(Ruler[RuleFuncBlockType]):
    """Gives one rule for each chain, which asks those that may take a line.

    ``__rules__`` is where markdown-it keeps the names of rules; there is no other way to them.
    """

    def __init__(self) -> None:
        super().__init__()
        self._chosen: dict[str, tuple[list[RuleFuncBlockType], list[RuleFuncBlockType]]] = {}

    def getRules(self, chainName: str = "") -> list[RuleFuncBlockType]:  # noqa: N802, N803  markdown-it's names
        """The one rule of a chain, made anew where rules were added or switched."""
        rules = super().getRules(chainName)
        known = self._chosen.get(chainName)
        if known is None or known[0] is not rules:
            names = [
                one.name
                for one in self.__rules__
                if one.enabled and (not chainName or chainName in one.alt)
            ]
            first = _FIRST | _FIRST_OF_END if chainName else _FIRST
            known = self._chosen[chainName] = rules, [_one_rule(names, rules, first)]
        return known[1]


def _one_rule(
    names: Sequence[str], rules: Sequence[RuleFuncBlockType], first: dict[str, str]
) -> RuleFuncBlockType:
    named = list(zip(names, rules, strict=True))
    others = tuple(rule for name, rule in named if name not in first)
    by_first = {
        sign: tuple(rule for name, rule in named if sign in first.get(name, sign))
        for sign in set("".join(first.values()))
    }

    def ask(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        begin = state.bMarks[start] + state.tShift[start]
        for rule in by_first.get(state.src[begin : begin + 1], others):
            if rule(state, start, end, silent):
                return True
        return False

    return ask
