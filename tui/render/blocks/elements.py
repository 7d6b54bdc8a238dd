"""What each HTML element means on a page."""

from __future__ import annotations

from index.html import Tag
from index.lazy_pattern import lazy_pattern
from index.syntax import (
    EMBED_ELEMENTS,
    NOTICE_CLASS,
    VIDEO_ADDRESS,
    component_words,
    image_words,
    media_address,
)
from tui.render.syntax.markup import image_label, medium_label
from tui.text.safe_text import safe

from .blocks import Align, Fold, Role
from .builder import Builder

_INLINE: dict[str, Role | None] = {
    "b": "strong", "strong": "strong", "i": "emphasis", "em": "emphasis", "cite": "emphasis",
    "var": "emphasis", "dfn": "emphasis", "code": "code", "tt": "code", "samp": "code",
    "kbd": "kbd", "mark": "mark", "del": "strike", "s": "strike", "strike": "strike",
    "ins": "underline", "u": "underline", "small": "dim", "span": None, "font": None,
    "abbr": None, "q": None, "sub": None, "sup": None, "label": None, "big": None, "time": None,
    "ruby": None, "rb": None, "rt": None, "rp": None, "bdi": None, "bdo": None, "data": None,
    "output": None, "nobr": None, "acronym": None, "math": None, "mi": None, "mo": None,
    "mn": None, "mrow": None, "svg": None, "path": None, "g": None, "button": "kbd",
}  # fmt: skip
_BLOCKS = frozenset(
    {
        "p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "center",
        "figure", "address", "form", "fieldset", "legend", "hgroup", "search", "dialog", "picture",
        "html", "body", "head", "title", "menu", "noscript", "object", "canvas", "select",
        "option", "optgroup", "textarea", "dl", "ul", "ol", "tbody", "thead", "tfoot", "colgroup",
        "map",
    }
)  # fmt: skip
_VOID = frozenset({"col", "area", "base", "link", "meta", "param", "track", "wbr"})
_AROUND = {"q": '""', "rt": "()"}
"""What is before and behind the text of an element."""
_MARKS = {"sub": "_", "sup": "^"}
_NUMBER = lazy_pattern(r"-?[0-9.]{1,12}")
_SUPERSCRIPTS = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_SUBSCRIPTS = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


def html_tag(builder: Builder, tag: Tag) -> None:
    """Tell the builder of a tag. What is no element of HTML, ``Vec<String>``, is text."""
    name = tag.name
    if name in _INLINE:
        _inline(builder, tag)
    elif name == "a":
        _anchor(builder, tag)
    elif name == "br":
        builder.line_break()
    elif name == "hr":
        builder.rule()
    elif name == "img":
        _image(builder, tag)
    elif name in EMBED_ELEMENTS:
        _medium(builder, tag)
    elif name == "input":
        _input(builder, tag)
    elif name in ("progress", "meter"):
        _gauge(builder, tag)
    elif len(name) == 2 and name[0] == "h" and name[1] in "123456":
        _heading(builder, tag)
    elif name in ("table", "tr", "td", "th", "caption"):
        _table(builder, tag)
    elif name in ("blockquote", "li", "dd", "dt", "details", "summary", "figcaption"):
        _container(builder, tag)
    elif name in _BLOCKS:
        _block(builder, tag)
    elif builder.inside("svg", "math"):
        return  # of foreign elements the text alone is shown
    elif (words := component_words(name, tag.attributes, closing=tag.closing)) is not None:
        builder.end_block()
        if words:
            builder.text(safe(words), "strong")
            builder.end_block()
    elif name not in _VOID and "-" not in name and ":" not in name and name != "pre":
        builder.text(tag.source, "dim")


def sub_or_sup(name: str, text: str) -> str:
    """``text`` raised or lowered, in Unicode's characters where it has all of them."""
    table = _SUPERSCRIPTS if name == "sup" else _SUBSCRIPTS
    if all(ord(character) in table for character in text):
        return text.translate(table)
    return _MARKS[name] + text


def _inline(builder: Builder, tag: Tag) -> None:
    if tag.closing:
        closed = builder.close(tag.name, html=True)
        if closed and tag.name in _AROUND:
            builder.text(_AROUND[tag.name][1])
        return
    if tag.name in _AROUND:
        builder.text(_AROUND[tag.name][0])
    builder.open(tag.name, html=True, role=_INLINE[tag.name])


def _anchor(builder: Builder, tag: Tag) -> None:
    builder.close("a", html=True)
    if not tag.closing:
        href = tag.attributes.get("href")
        builder.open("a", html=True, role="link" if href else None, href=href)


def _image(builder: Builder, tag: Tag) -> None:
    address = media_address(tag.attributes)
    alt = image_words(tag.attributes)
    above = builder.inside("a", "link")
    href = above.href if above else address
    builder.label(image_label(alt, address), "image", href=href, picture=address)


def _medium(builder: Builder, tag: Tag) -> None:
    if tag.closing:
        return
    address = media_address(tag.attributes)
    if not address:
        return
    kind = "audio" if tag.name == "audio" else "video" if tag.name != "iframe" else "page"
    if tag.name == "iframe" and VIDEO_ADDRESS.search(address):
        kind = "video"
    title = tag.attributes.get("title", "").strip()
    builder.label(medium_label(kind, title, address), "link", "embed", href=address)


def _input(builder: Builder, tag: Tag) -> None:
    if tag.attributes.get("type", "").lower() == "checkbox":
        ticked = "checked" in tag.attributes
        builder.text("\N{BALLOT BOX WITH CHECK} " if ticked else "\N{BALLOT BOX} ")
    else:
        builder.text(tag.attributes.get("value") or tag.attributes.get("placeholder", ""), "kbd")


def _gauge(builder: Builder, tag: Tag) -> None:
    """Write how far a bar has come, ``[1/4]``; the brackets part it from a text within."""
    value, most = (tag.attributes.get(name, "").strip() for name in ("value", "max"))
    if not tag.closing and _NUMBER.fullmatch(value):
        builder.text(f"[{value}/{most if _NUMBER.fullmatch(most) else 1}]")


def _heading(builder: Builder, tag: Tag) -> None:
    if tag.closing:
        builder.close(tag.name, html=True)
        builder.end_block()
        return
    builder.begin_heading(int(tag.name[1]), tag.attributes.get("id", ""))
    builder.open(tag.name, html=True)


def _table(builder: Builder, tag: Tag) -> None:
    if tag.name == "table":
        if tag.closing:
            builder.end_table()
            builder.close("table", html=True)
        else:
            builder.begin_table()
            builder.open("table", html=True)
    elif tag.name == "caption":
        if not tag.closing:
            builder.begin_row()
            builder.begin_cell(header=False)
        else:
            builder.end_cell()
    elif tag.closing:
        if tag.name != "tr":
            builder.end_cell()
    elif tag.name == "tr":
        builder.begin_row()
    else:
        builder.begin_cell(header=tag.name == "th", align=_align(tag))


def _align(tag: Tag) -> Align:
    said = (tag.attributes.get("align", "") + tag.attributes.get("style", "")).lower()
    return "center" if "center" in said else "right" if "right" in said else "left"


def _container(builder: Builder, tag: Tag) -> None:
    name = tag.name
    if tag.closing:
        builder.end_block()
        builder.close(name, html=True)
        return
    builder.end_block()
    if name == "blockquote":
        builder.open(name, html=True, frame=builder.frame("▌ ", "▌ ", "quote"))
    elif name == "li":
        nearest = builder.inside("li", "ul", "ol")
        if nearest and nearest.name == "li":
            builder.close("li", html=True)
        above = builder.inside("ul", "ol")
        marker = "•"
        if above and above.numbering is not None:
            marker = f"{above.numbering}."
            above.numbering += 1
        if above:
            nested = any(one.name == "li" for one in builder.elements)
            builder.tighten(tight=above.begun or nested)
            above.begun = True
        marker += " "
        builder.open(name, html=True, frame=builder.frame(marker, " " * len(marker), "marker"))
    elif name == "dd":
        builder.tighten(tight=True)
        builder.open(name, html=True, frame=builder.frame("    ", "    "))
    elif name == "details":
        fold: Fold = "open" if "open" in tag.attributes else "shut"
        builder.open(name, html=True, frame=builder.frame("▾ ", "  ", "marker", fold=fold))
    elif name == "summary":
        builder.summary(name, html=True)
    else:
        builder.open(name, html=True, role="emphasis" if name == "figcaption" else "strong")


def _block(builder: Builder, tag: Tag) -> None:
    builder.end_block()
    if tag.closing:
        builder.close(tag.name, html=True)
        return
    start = tag.attributes.get("start", "1")
    numbering = None
    if tag.name == "ol":
        numbering = int(start) if start.isascii() and start.isdigit() and len(start) < 10 else 1
    notice = tag.name in ("div", "aside", "p") and NOTICE_CLASS.search(
        tag.attributes.get("class", "")
    )
    frame = builder.frame("┃ ", "┃ ", "note") if notice else None
    builder.open(tag.name, html=True, numbering=numbering, frame=frame)
