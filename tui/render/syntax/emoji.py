"""``:smile:`` as markdown-it rule, where the site has it (jemoji, Hugo's ``enableEmoji``)."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_inline.state_inline import StateInline

from index.lazy_pattern import lazy_pattern

_CODE = lazy_pattern(r":[a-z0-9_+-]{1,50}:")


def install(md: MarkdownIt) -> None:
    """Let ``md`` read codes of emoji."""
    md.inline.ruler.before("escape", "emoji", _emoji)


def _emoji(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != ":" or not state.env.get("emoji"):
        return False
    found = _CODE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    from rich.emoji import Emoji

    sign = Emoji.replace(found[0])
    if sign == found[0]:
        return False
    if not silent:
        state.push("text", "", 0).content = sign
    state.pos = found.end()
    return True
