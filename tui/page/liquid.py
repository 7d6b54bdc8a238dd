"""Liquid and Hugo's shortcodes as markdown-it rules: shown for what they say, never run."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markdown_it import MarkdownIt
from markdown_it.rules_block.state_block import StateBlock
from markdown_it.rules_inline.state_inline import StateInline

_LONGEST = 4_000
_HIGHLIGHT = re.compile(
    r"""\{%-?\s*highlight\s+([^\s%}]+)[^%]*?%\}|\{\{[<%]\s*highlight\s+["']?([^\s"'>%}]+)[^}]*\}\}"""
)
_HIGHLIGHT_END = re.compile(r"\{%-?\s*endhighlight\s*-?%\}|\{\{[<%]\s*/\s*highlight\s*[>%]\}\}")
_COMMENT_END = re.compile(r"\{%-?\s*endcomment\s*-?%\}")
_COMMENT = re.compile(r"\{%-?\s*comment\s*-?%\}")
_VALUE = re.compile(
    r"\{\{-?\s*((?:site|page)\.\w+)\s*(?:\|\s*(?:escape|xml_escape|strip_html|strip)\s*)*-?\}\}"
)
_NAME = re.compile(r"\{\{?[%<{]?-?\s*([\w./-]+)")
_ARGUMENT = re.compile(r"""([\w-]+)\s*[=:]\s*("[^"]*"|'[^']*'|[^\s"'%}>,]+)""")
_WORD = re.compile(r""""[^"]*"|'[^']*'|[^\s"'%}>]+""")
_ADDRESSES = ("src", "url", "image_path", "image", "img", "path", "href", "link", "file", "id")
_CAPTIONS = ("caption", "alt", "title", "text")
_PICTURES = ("figure", "image", "image_with_class", "img", "picture", "video")
_VIDEOS = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/"}


def install(md: MarkdownIt) -> None:
    """Let ``md`` give ``liquid`` tokens, a ``fence`` for a highlight, nothing for comments."""
    md.inline.ruler.before("escape", "liquid", _inline)
    md.block.ruler.before(
        "fence", "liquid_block", _block, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )


def media(tag: str) -> tuple[str, str] | None:
    """The text and the address of a tag that shows a picture, a film or a gist, else None."""
    found = _NAME.match(tag)
    if not found:
        return None
    inside = tag[found.end() :].strip("%}>- \n")
    name = found[1].lower()
    words = [word.strip("\"'") for word in _WORD.findall(_ARGUMENT.sub(" ", inside))]
    if name in ("include", "include_cached", "include_relative") and words:
        name = words.pop(0).rsplit("/", 1)[-1].removesuffix(".html").lower()
    given = {key.lower(): value.strip("\"'") for key, value in _ARGUMENT.findall(inside)}
    address = next((given[key] for key in _ADDRESSES if given.get(key)), "")
    caption = " – ".join(dict.fromkeys(given[key] for key in _CAPTIONS if given.get(key)))
    if name == "gist" and words:
        return f"[gist: {words[0]}]", f"https://gist.github.com/{words[0]}"
    service = name if name in _VIDEOS else given.get("provider", "").lower()
    if service in _VIDEOS:
        number = address or (words[0] if words else "")
        label = " – ".join(part for part in (f"{service} {number}", caption) if part)
        return f"[video: {label}]", number if "://" in number else _VIDEOS[service] + number
    if not address and words and name in _PICTURES:
        address = words.pop(0)
    if name in _PICTURES:
        caption = " – ".join(part for part in (caption, " ".join(words)) if part)
    if not address:
        return None
    kind = "video" if "video" in name else "image"
    return f"[{kind}: {caption or address.rsplit('/', 1)[-1]}]", address


def value(tag: str, values: Mapping[str, str]) -> str | None:
    """What ``{{ site.title }}`` says where it is known, and goes through no filter that counts."""
    found = _VALUE.fullmatch(tag)
    return values.get(found[1]) if found else None


def _inline(state: StateInline, silent: bool) -> bool:
    source, start = state.src, state.pos
    if not source.startswith(("{%", "{{"), start):
        return False
    closing = "%}" if source[start + 1] == "%" else "}}"
    end = source.find(closing, start + 2, min(state.posMax, start + _LONGEST))
    if end < 0:
        return False
    if not silent:
        token = state.push("liquid", "", 0)
        token.content = source[start : end + 2]
    state.pos = end + 2
    return True


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    first = _line(state, start)
    if not first.startswith(("{%", "{{<", "{{%")) or state.is_code_block(start):
        return False
    highlight = _HIGHLIGHT.match(first)
    opening = highlight or _COMMENT.match(first)
    if not opening:
        return False
    closing = _HIGHLIGHT_END if highlight else _COMMENT_END
    # What is not closed from one line on is not closed from a later one either: without this,
    # each opening would look through all that follows.
    unclosed: set[tuple[re.Pattern[str], int]] = state.env.setdefault("unclosed", set())
    if (closing, end) in unclosed:
        return False
    at, rest = start, first[opening.end() :]
    lines: list[str] = []
    while not (found := closing.search(rest)):
        lines.append(rest)
        at += 1
        if at >= end:
            unclosed.add((closing, end))
            return False
        rest = _line(state, at, whole=True)
    if rest[: found.start()].strip():
        lines.append(rest[: found.start()])
    if silent:
        return True
    state.line = at + 1
    if highlight:
        if not lines or not lines[0].strip():
            lines = lines[1:]
        token = state.push("fence", "code", 0)
        token.info = highlight[1] or highlight[2]
        token.content = "\n".join(lines) + "\n"
        token.map = [start, at + 1]
    return True


def _line(state: StateBlock, line: int, *, whole: bool = False) -> str:
    begin = state.bMarks[line] + (0 if whole else state.tShift[line])
    return state.src[begin : state.eMarks[line]]
