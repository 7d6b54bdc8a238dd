r"""The markup that both readers of Markdown know, stated once.

``index.reading`` reads a post for its words, headings and links in one pass; ``tui.render`` parses
it whole to show it. What both must agree on is here: the forms of markup that is hidden, where a
bare address ends, what shortcodes and includes bring into a page, and the names of elements,
services and notices. How a reader walks through a text is its own affair.

Sources: kramdown 2.4 and its GFM parser, CommonMark 0.31 and GitHub's extensions, Liquid, Hugo's
embedded shortcodes, Obsidian's help. Every pattern takes linear time: repetition is possessive or
bounded. Where a pattern excludes ``\x1e``, that is the mark that ``index.reading`` puts in front
of blocks; no post that was read has it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from typing import Literal
from urllib.parse import unquote

from index.lazy_pattern import lazy_pattern
from index.values import dataclass

# Characters

ENTITY = lazy_pattern(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
"""An HTML entity."""

# Elements of HTML

HIDDEN_ELEMENTS = frozenset({"script", "style", "template", "noscript"})
"""Elements whose content a browser with scripts does not show."""

EMBED_ELEMENTS = frozenset({"iframe", "video", "audio", "source", "embed"})
"""Elements that show what their ``src`` names."""

_NOTICE = "notice|prompt|alert|callout|admonition"
_NOTICE_END = r"(?:-{1,2}(\w+))?(?![\w-])"
NOTICE_CLASS = lazy_pattern(rf"(?<![\w-])(?:{_NOTICE}){_NOTICE_END}")
"""A class that makes a notice of an element: ``notice--info`` (Minimal Mistakes), ``prompt-tip``
(Chirpy), ``alert alert-info`` (Bootstrap). Group 1 is the kind, where the class has one."""
NOTICE_ATTRIBUTE = lazy_pattern(
    rf"\.(?:{_NOTICE}|message|info|warning|note|tip|danger|important|caution){_NOTICE_END}"
)
"""The same in an attribute list, where shorter names are used for nothing else."""

LANGUAGE_CLASS = lazy_pattern(r"\b(?:language-|lang-|brush:\s*+|highlight-source-)([\w+#-]{1,30})")
"""A class that names the language of code; group 1 is the language."""

# Markup that gives no text

COMMENT_END = "-->"
_HTML_COMMENT = lazy_pattern(r"<!--")
_LIQUID_COMMENT = lazy_pattern(r"\{%-?\s*+comment\s*+-?%\}")
_KRAMDOWN_COMMENT = lazy_pattern(r"\{::comment[^{}/\n]*+\}")

HIDDEN_BLOCKS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (_HTML_COMMENT, lazy_pattern(COMMENT_END)),
    (_LIQUID_COMMENT, lazy_pattern(r"\{%-?\s*+endcomment\s*+-?%\}")),
    (_KRAMDOWN_COMMENT, lazy_pattern(r"\{:/(?:comment)?\}")),
)
"""Comments that may run over several blocks: how each begins and ends."""

LIQUID_COMMENT, END_LIQUID_COMMENT = HIDDEN_BLOCKS[1]
KRAMDOWN_COMMENT, END_KRAMDOWN_COMMENT = HIDDEN_BLOCKS[2]

NOTE_COMMENT = "%%"
"""Begins and ends a comment in Obsidian's notes."""

BLOCK_ID = lazy_pattern(r"(?<![^ \t\n\x1e])\^[A-Za-z0-9-]++[ \t]*+(?=\n|\x1e|\Z)")
"""The id of a block at the end of its line, in Obsidian's notes."""

BLOCK_PROPERTY = lazy_pattern(r"(?:id|collapsed)::[ \t]++\S[^\n]*$")
"""A line by which Logseq knows a block again, or that it is folded.

Source: https://docs.logseq.com/#/page/properties.
"""

DECLARATION = lazy_pattern(
    r"<\?[^\x1e]{0,2000}?\?>|<![A-Za-z][^<>\x1e]*+>|<!\[CDATA\[[^\x1e]{0,2000}?\]\]>"
)
"""What is in angle brackets in HTML and is neither a tag nor a comment."""

ATTRIBUTE_SPAN = lazy_pattern(r"\{:{1,2}/?[^{}\n\x1e]*+\}")
"""kramdown's attribute list or extension inside a text."""

ATTRIBUTE_LINE = lazy_pattern(r"\{:(?![:/])([^}\n]*+)\}[ \t]*+$")
"""A line that is an attribute list; group 1 is what it gives."""

EXTENSION_LINE = lazy_pattern(r"\{:[:/][^}\n]*+\}[ \t]*+$")
"""A line that is another extension of kramdown, such as ``{:/}`` or ``{::options … /}``."""

HEADING_ID = lazy_pattern(r"(?<![^ \t])\{#([^\s{}]++)([^{}]*+)\}[ \t]*+$")
"""The id at the end of a heading, and in group 2 what else it is given."""

HEADING_CLASSES = lazy_pattern(
    r"(?<![^ \t])\{(?:\.[A-Za-z][\w-]{0,60}+|-|unnumbered)"
    r"(?:[ \t]++(?:\.?[A-Za-z][\w-]{0,60}+(?:=[^\s{}]{0,100}+)?|-))*+[ \t]*+\}[ \t]*+$"
)
"""The classes at the end of a heading, where it has no id: ``{.unnumbered}``, ``{-}``.

Source: https://pandoc.org/MANUAL.html#heading-identifiers.
"""

CALLOUT = lazy_pattern(r"\[!([\w-]+)\]([+-]?)[ \t]*+")
"""The first words of a quote that is a callout (Obsidian) or an alert (GitHub): kind and fold."""

NOTICE_KINDS = frozenset(
    {
        "note", "info", "tip", "hint", "success", "check", "important", "warning", "caution",
        "attention", "danger", "error", "bug", "failure", "abstract", "summary", "question",
        "example", "quote", "todo", "seealso", "details", "primary", "secondary",
    }
)  # fmt: skip
"""What notices of other forms are called, whose names may be those of anything."""

CONTAINER = lazy_pattern(
    r":{3,9}[ \t]*+"
    r"(?:\{?(?P<name>[A-Za-z][\w-]{0,40}+)\}?|\{[^}\n]*?\.(?P<class>[\w-]{1,40}+)[^}\n]*+\})"
    r"(?:\[(?P<label>[^\]\n]{0,200}+)\])?(?:[ \t]*+\{[^}\n]*+\})?[ \t]*+(?P<title>[^\n]{0,200}+)"
)
"""A line that begins a container (Docusaurus, VuePress, Quarto): its name or class, its title."""
CONTAINER_END = lazy_pattern(r":{3,9}[ \t]*+$")

ADMONITION = lazy_pattern(
    r"(!!!|\?\?\?\+?)[ \t]++([A-Za-z][\w-]{0,40}+)(?:[ \t]++[\w-]{1,40}+){0,5}+"
    r"(?:[ \t]++\"([^\"\n]{0,200}+)\")?[ \t]*+$"
)
"""A line that begins a notice of Python-Markdown: how it folds, its kind and its title."""

_NOTICE_TAGS = "note|notice|callout|alert|admonition|hint"
NOTICE_TAG = lazy_pattern(
    rf"\{{(?:%-?|\{{[<%])[ \t]*+(?P<tag>{_NOTICE_TAGS})(?=[ \t%>])"
    r"(?P<given>(?:[^%>}\n]|[%>](?!\}))*+)(?:[%>]\}\}|-?%\})[ \t]*+$"
)
"""A line that is a tag of Hexo or a shortcode of Hugo that begins a notice; see ``notice_of``."""
NOTICE_TAG_END = lazy_pattern(
    rf"\{{(?:%-?[ \t]*+end|\{{[<%][ \t]*+/[ \t]*+)(?P<tag>{_NOTICE_TAGS})[ \t]*+"
    r"(?:[%>]\}\}|-?%\})[ \t]*+$"
)
_GIVEN = lazy_pattern(r"""(?:([\w-]{1,40}+)[ \t]*+=[ \t]*+)?(?:"([^"]*+)"|([^\s"=]++))""")


def notice_of(tag: re.Match[str]) -> tuple[str, str]:
    """The kind and the title of the notice that ``NOTICE_TAG`` has found."""
    kind, title = "note", ""
    for name, quoted, word in _GIVEN.findall(tag["given"]):
        value = quoted or word
        if value.lower() in NOTICE_KINDS and name.lower() in {"", "type", "kind", "style", "color"}:
            kind = value.lower()
        elif name.lower() == "title" or (not name and quoted):
            title = title or quoted or word
    return kind, title


TASK = lazy_pattern(r"\[([ xX>-])\](?=[ \t\n]|$)[ \t]*+")
"""The box of a task at the beginning of a list item; group 1 is its mark.

``x`` is done (GitHub), ``-`` given up and ``>`` moved to another day (Obsidian's Tasks and themes).
"""
TASK_WORD = lazy_pattern(
    r"(TODO|DOING|LATER|NOW|WAITING|IN-PROGRESS|(DONE)|(CANCELL?ED))(?!\S)[ \t]*+"
)
"""What a block of Logseq begins with that is a task: group 2 where it is done, 3 where it is not to
be done any more.

Source: https://docs.logseq.com/#/page/tasks.
"""

FOOTNOTE_REFERENCE = lazy_pattern(r"\[\^([^\[\]\s\x1e]++)\]")
ABBREVIATION = lazy_pattern(r"\*\[([^\[\]\n]{1,100})\]:[ \t]*+(\S[^\n]*)$")
"""kramdown's definition of an abbreviation: the short form and what it stands for."""

CODE_OR_PIPE = lazy_pattern(r"\\.|(`++)[^`\n]++\1(?!`)|(\|)")
"""Finds the borders of table cells, group 2: neither an escaped pipe nor one in a code span."""

_LANGUAGE = lazy_pattern(r"[{.\s]*([\w+#.-]*)")


def language_of(info: str) -> str:
    """The language that the info string of a fence names, lowercased; empty if none."""
    match = _LANGUAGE.match(info)
    return match[1].lower().strip(".-") if match else ""


# Formulas

_WORD_IN_FORMULA = lazy_pattern(r"(?<![A-Za-z])[A-Za-z]{3,}|[가-힣]")
_TEX_WORD = lazy_pattern(r"\\[A-Za-z]+|\{[^{}]*\}")


def is_formula(text: str) -> bool:
    """Whether what stands between two dollars with blanks inside is a formula, and no prices.

    It has a letter, and no words but those of commands, or a command.
    """
    if "\n" in text or not any(map(str.isalpha, text)):
        return False
    return "\\" in text or _WORD_IN_FORMULA.search(_TEX_WORD.sub(" ", text)) is None


# Questions and answers

_SPEAKER_END = r"\s*+\d{0,3}\s*+[.:：)](?![A-Za-z0-9_])\s*+"
QUESTION = lazy_pattern(rf"(?:[QＱ]|질문){_SPEAKER_END}", re.IGNORECASE)
"""What a paragraph begins with that asks: ``Q.``, ``Q1:``, ``질문 2)``, and no ``Q.E.D.``"""
ANSWER = lazy_pattern(rf"(?:[AＡ]|답변|대답|답){_SPEAKER_END}", re.IGNORECASE)
"""What a paragraph begins with that answers."""
SPEAKER = lazy_pattern(
    r"(?=[^:：]{1,40}[:：])[^\W\d_][\w.'’-]*+(?: [\w.'’()-]++){0,3}+ ?[:：](?=\s)"
)
"""What a paragraph begins with that somebody says: a name of up to four words and a colon."""

# Wiki links

WIKI_LINK = lazy_pattern(
    r"(!?)\[\[(?! )([^\[\]\n\x1e|]{1,500}+)(?:\|([^\[\]\n\x1e]{0,500}+))?\]\](?!\()"
)
IMAGE_NAMES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".avif")
"""How the names of pictures end."""
_VIDEO_NAMES = (".mp4", ".webm", ".mov", ".m4v", ".ogv")
ATTACHMENT_NAMES = (
    *IMAGE_NAMES, *_VIDEO_NAMES, ".mkv", ".3gp", ".mp3", ".wav", ".m4a", ".ogg", ".flac",
    ".pdf", ".canvas", ".base",
)  # fmt: skip
"""How the names of files end that are no notes.

Source: https://help.obsidian.md/file-formats.
"""
_BLOCK = r"\(\([0-9a-fA-F]{8}-[0-9a-fA-F-]{27}\)\)"
_NAMED_BLOCK = lazy_pattern(
    r"^[ \t]*+id::[ \t]++([0-9a-fA-F]{8}-[0-9a-fA-F-]{27})[ \t]*+$", re.MULTILINE
)
_MOST_BLOCKS = 10_000
BLOCK_REFERENCE = lazy_pattern(_BLOCK)
"""What shows a block of Logseq in its place, by the ``id::`` that stands in it."""
EMBED_MACRO = lazy_pattern(
    rf"\{{\{{embed[ \t]++(?:\[\[(?! )([^\[\]\n\x1e|]{{1,500}}+)\]\]|({_BLOCK}))[ \t]*+\}}\}}"
)
"""What shows a page of Logseq in its place, group 1 is its name, or a block, group 2.

Source: https://docs.logseq.com/#/page/embed.
"""


def block_ids(body: str) -> tuple[str, ...]:
    """The ids of the blocks of a post that have one, in lower case."""
    if "id:: " not in body:
        return ()
    found = islice(_NAMED_BLOCK.finditer(body), _MOST_BLOCKS)
    return tuple(dict.fromkeys(one[1].lower() for one in found))


def block_referred_to(target: str) -> str:
    """The id of the block that the target of a link is, in lower case; empty for any other."""
    return target[2:-2].lower() if BLOCK_REFERENCE.fullmatch(target) else ""


_SIZE = lazy_pattern(r"\d+(?:x\d+)?")
_SIZE_AT_END = lazy_pattern(r"\|[ \t]*\d{1,5}(?:x\d{1,5})?[ \t]*\Z")


@dataclass(frozen=True, slots=True)
class WikiLink:
    """``[[target|text]]``; with ``!`` before it, what it names is shown in its place.

    ``text`` is empty where an embed has none: the number in ``![[x.png|200]]`` is a width.
    """

    target: str
    text: str
    embed: bool

    @property
    def is_image(self) -> bool:
        """Whether it shows a picture."""
        return self.embed and self.target.lower().endswith(IMAGE_NAMES)

    @property
    def is_transclusion(self) -> bool:
        """Whether it shows a note, or a part of one."""
        name = self.target.partition("#")[0]
        return self.embed and not name.lower().endswith(ATTACHMENT_NAMES)

    @classmethod
    def of(cls, match: re.Match[str]) -> WikiLink:
        """The link that ``WIKI_LINK`` matched."""
        mark, target, alias = match.groups()
        # In a table the bar before the text is escaped.
        target = target.strip() if alias is None else target.removesuffix("\\").strip()
        text = target if alias is None or not alias.strip() else alias
        if mark and (alias is None or _SIZE.fullmatch(alias.strip())):
            text = ""
        return cls(target, " ".join(text.replace("\\", "").split()), bool(mark))


def without_size(words: str) -> str:
    """The words of a picture without its size: ``고양이`` of ``![고양이|100x80](cat.png)``.

    Source: https://help.obsidian.md/embeds.
    """
    return _SIZE_AT_END.sub("", words) if "|" in words else words


# Addresses

_CJK_BORDERS = (
    "\u2018-\u201f\u2026\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
ADDRESS_REST = lazy_pattern(rf"""://[^\s<>\x1e"`|\\^{{}}\[\]{_CJK_BORDERS}]++""")
"""What follows ``http`` or ``https`` in an address that stands in a text; see ``address_end``."""
BARE_ADDRESS = lazy_pattern(r"https?" + ADDRESS_REST.pattern, re.IGNORECASE)
_PARTICLE = lazy_pattern(
    r"(?<=[A-Za-z0-9=&%#_~-])(?:은|는|이|가|을|를|의|에|에는|에도|에서|에서는|에서도|에게|와|과|로|로는"
    r"|으로|으로는|도|만|나|이나|랑|이랑|부터|까지|처럼|보다|라고|이라고|라는|이라는|입니다|이다|이며|이고)$"
)
_LONGEST_PARTICLE = 4
AUTOLINK = lazy_pattern(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>\x1e]*+)>")
"""An address in angle brackets."""


def address_end(text: str, start: int, end: int) -> int:
    """Where the address ends that ``BARE_ADDRESS`` or ``ADDRESS_REST`` matched.

    Punctuation at its end, an entity, a bracket that it did not open and a Korean particle belong
    to the sentence, as in GitHub's autolinks.

    Args:
        text: The text with the address.
        start: The offset behind ``://``.
        end: The offset behind the match.

    Returns:
        The offset behind the address; ``start`` if nothing is left of it.
    """
    unopened = text.count(")", start, end) - text.count("(", start, end)
    while end > start:
        last = text[end - 1]
        if last == ")" and unopened > 0:
            unopened -= 1
        elif last == ";":
            entity = text.rfind("&", max(start, end - 40), end)
            if entity >= 0 and ENTITY.fullmatch(text, entity, end):
                end = entity
                continue
        elif last not in ".,:!?'*_~":
            particle = None
            if "가" <= last <= "힣":
                particle = _PARTICLE.search(text[max(start, end - _LONGEST_PARTICLE - 1) : end])
            if particle is None:
                break
            end -= len(particle[0])
            continue
        end -= 1
    return end


_BADGE = lazy_pattern(r"^https?://img\.shields\.io/badge/([^?#]+)")


def badge_words(address: str) -> str:
    """What a shields.io badge says: ``…/badge/-object%20detection-red`` reads ``object detection``.

    Follows the service's path rule (label, message and colour between single ``-``; ``--`` is a
    dash and ``_`` a blank). Empty if the address is no such badge. It may hold any character.
    """
    badge = _BADGE.match(address)
    if badge is None:
        return ""
    dash, underscore = "\ue000", "\ue001"
    path = unquote(badge[1]).replace("--", dash).replace("__", underscore)
    parts = path.split("-")
    words = parts[:-1] if len(parts) > 1 else parts
    text = " ".join(part.replace("_", " ").strip() for part in words)
    return text.replace(dash, "-").replace(underscore, "_")


def media_address(attributes: Mapping[str, str]) -> str:
    """The address of an ``<img>`` or of an embedded medium, by its attributes.

    Pages that load pictures when they are scrolled to have it in ``data-src``.
    """
    return (attributes.get("src") or attributes.get("data-src", "")).strip()


def image_words(attributes: Mapping[str, str]) -> str:
    """The text that stands for an ``<img>``; empty if it has none."""
    return " ".join((attributes.get("alt") or attributes.get("title", "")).split())


VIDEO_ADDRESS = lazy_pattern(r"youtu|vimeo|bilibili|video", re.IGNORECASE)
"""Part of the addresses of videos, in an ``<iframe>``."""

# Liquid and shortcodes

LIQUID_TAG = lazy_pattern(r"\{%-?\s*+(\w*+)((?:[^%{\x1e]++|%(?!\})|\{(?!%))*+)%\}")
"""``{% name … %}``: name and the rest."""
LIQUID_OUTPUT = lazy_pattern(r"\{\{((?:[^{}\x1e]++|\}(?!\})|\{(?!\{))*+)\}\}")
"""``{{ … }}`` or a shortcode of Hugo, ``{{< … >}}``."""
END_RAW = lazy_pattern(r"\{%-?\s*+endraw\s*+-?%\}")

_RAW_TAG = lazy_pattern(r"\{%-?[ \t]*+(?:end)?raw[ \t]*+-?%\}")


def without_raw(code: str) -> str:
    """Code without the tags that keep Liquid from reading it."""
    return _RAW_TAG.sub("", code) if "{%" in code else code


HIGHLIGHT = lazy_pattern(
    r"\{%-?[ \t]*+highlight[ \t]++([\w+#.-]++)[^%]*+%\}"
    r"|\{\{[<%][ \t]*+highlight[ \t]++[\"']?([\w+#.-]++)[^}]*+\}\}"
    r"|\{\{[<%][ \t]*+code-toggle\b(?:[^}/]|/(?![>%]))*+\}\}"
    r"|\{%-?[ \t]*+codeblock\b(?:[^%\n]*?\blang:([\w+#.-]++))?[^%]*+%\}"
)
"""What begins a block of code; ``code_language`` is its language.

That of Liquid, Hugo (``highlight``, ``code-toggle``) and Hexo (``codeblock``).
"""


def code_language(beginning: re.Match[str]) -> str:
    """The language of a block of code that ``HIGHLIGHT`` has found, lowercased; empty if none."""
    return next(filter(None, beginning.groups()), "").lower()


END_HIGHLIGHT = lazy_pattern(
    r"\{(?:%-?[ \t]*+end(?:highlight|codeblock)[ \t]*+-?%\}"
    r"|\{[<%][ \t]*+/[ \t]*+(?:highlight|code-toggle)[ \t]*+[>%]\}\})"
)

SHORTCODE_END = lazy_pattern(r"[>%]\}\}")
"""Ends a shortcode of Hugo, which may run over several lines."""

VIDEO_HOSTS: Mapping[str, str] = {
    "youtube": "https://www.youtube.com/watch?v=",
    "vimeo": "https://vimeo.com/",
    "google-drive": "https://drive.google.com/file/d/",
    "bilibili": "https://www.bilibili.com/video/",
}
"""Services of videos by the names of their shortcodes: what stands before the id of a video."""

_PICTURES = frozenset(
    {"figure", "image", "image_with_class", "img", "picture", "video", "asset_img"}
)
_PICTURE_KEYS = ("image_path", "image", "img")
_LINK_KEYS = ("src", "url", "href", "link")
_ADDRESS_KEYS = ("src", "url", *_PICTURE_KEYS, "path", "file", "href", "link")
_CAPTION_KEYS = ("caption", "alt", "title", "text")
_LINK_TAGS = frozenset({"post_link", "asset_link"})
_INCLUDES = frozenset({"include", "include_cached", "include_relative"})
_TAG_NAME = lazy_pattern(r"\{(?:%-?|\{[%<])\s*+([\w./-]++)")
_TAG_END = lazy_pattern(r"\s*+(?:/?[>%]\}\}|-?%\}|-?\}\})$")
_PARAMETER = lazy_pattern(
    r"""([\w-]++)\s*+(?:=|:(?!//))\s*+("[^"]*+"|'[^']*+'|[^\s"'%}>,]++)"""
    r"""|("[^"]*+"|'[^']*+'|[^\s"'%}>,]++)"""
)
_VARIABLE = lazy_pattern(r"(?:page|site|include|post|layout)\.[\w.-]++")
_PLACED = lazy_pattern(r"\d+(?:px|%)?|left|right|center|full")


@dataclass(frozen=True, slots=True)
class Inclusion:
    """What a Liquid tag or a shortcode brings into a page.

    ``name`` says what a ``video`` or a ``gist`` is called at its service, ``captions`` are the
    texts beside it, which may hold Markdown and entities.
    """

    kind: Literal["image", "video", "gist", "link"]
    target: str
    name: str = ""
    captions: tuple[str, ...] = ()


def inclusion(tag: str) -> Inclusion | None:
    """What a Liquid tag, ``{% … %}``, or a shortcode, ``{{< … >}}``, brings in, if that is known.

    An include is a template of the site, and its parameters may mean anything: those that name an
    address bring in a picture or a video where its name or the address says so, else a link.
    """
    found = _TAG_NAME.match(tag)
    if found is None:
        return None
    name = found[1].lower()
    inside = _TAG_END.sub("", tag[found.end() :])
    if name in ("post_url", "link"):
        target = " ".join(inside.split())
        return Inclusion("link", f"{{% {name} {target} %}}") if target else None
    words, given = _parameters(inside)
    if name in _LINK_TAGS and tag.startswith("{%") and words:
        return _hexo_link(name, words)
    if name in _INCLUDES:
        if not words:
            return None
        name = words.pop(0).rsplit("/", 1)[-1].split(".")[0].lower()
    if name == "gist":
        return _gist(words, shortcode=tag.startswith("{{"))
    captions = tuple(dict.fromkeys(given[key] for key in _CAPTION_KEYS if given.get(key)))
    address = next((given[key] for key in _ADDRESS_KEYS if given.get(key)), "")
    service = name.removesuffix("player").rstrip("-_")
    if service not in VIDEO_HOSTS:
        service = given.get("provider", "").lower()
    if service in VIDEO_HOSTS:
        number = given.get("id") or address or (words[0] if words else "")
        target = number if "://" in number else VIDEO_HOSTS[service] + number
        return Inclusion("video", target, f"{service} {number}", captions) if number else None
    if name in _PICTURES:
        address, captions = _picture(address, words, captions)
    return _named_inclusion(name, address, given, captions)


def _hexo_link(name: str, words: list[str]) -> Inclusion:
    """What a tag of Hexo leads to, which names it and then its words.

    Source: https://hexo.io/docs/tag-plugins.
    """
    target, *rest = words
    if rest and rest[-1] in {"true", "false"}:  # whether the words are escaped
        rest.pop()
    if name == "post_link":
        target, shown = f"{{% {name} {target} %}}", target
    else:
        shown = target
    return Inclusion("link", target, "", (" ".join(rest) or shown,))


def _parameters(inside: str) -> tuple[list[str], dict[str, str]]:
    """The words of a tag and its named parameters, without those that are variables of Liquid."""
    words: list[str] = []
    given: dict[str, str] = {}
    for name, value, word in _PARAMETER.findall(inside):
        if word:
            words.append(word.strip("\"'"))
        elif _VARIABLE.fullmatch(value) is None:
            given.setdefault(name.lower(), value.strip("\"'"))
    return words, given


def _gist(words: list[str], *, shortcode: bool) -> Inclusion | None:
    """A gist: Jekyll names it ``user/id`` or ``id``, Hugo ``user id``."""
    if not words:
        return None
    name = "/".join(words[:2]) if shortcode and "/" not in words[0] else words[0]
    return Inclusion("gist", f"https://gist.github.com/{name}", name)


def _picture(
    address: str, words: list[str], captions: tuple[str, ...]
) -> tuple[str, tuple[str, ...]]:
    """The address and captions of a tag for pictures, whose address may be a word of it."""
    if not address and words:
        address = next((word for word in words if "/" in word or "." in word), words[0])
        words = words[words.index(address) + 1 :]
    beside = " ".join(word for word in words if not _PLACED.fullmatch(word))
    return address, (*captions, beside) if beside and beside not in captions else captions


def _named_inclusion(
    name: str, address: str, given: Mapping[str, str], captions: tuple[str, ...]
) -> Inclusion | None:
    """What an address brings in by the name of its tag, its parameter or its own ending."""
    if not address:
        return None
    path = address.split("?")[0].split("#")[0].lower()
    if "video" in name or path.endswith(_VIDEO_NAMES):
        return Inclusion("video", address, "", captions)
    pictured = any(given.get(key) for key in _PICTURE_KEYS)
    if pictured or name in _PICTURES or path.endswith(IMAGE_NAMES):
        return Inclusion("image", address, "", captions)
    if any(given.get(key) for key in _LINK_KEYS):
        return Inclusion("link", address, "", captions)
    return None


_TAB = lazy_pattern(
    r"\{\{[<%][ \t]*+(/?)[ \t]*+(tabs|tabpane|tab|tabitem|tab-item)(?![\w/-])([^{}]*+)\}\}",
    re.IGNORECASE,
)
_TAB_NAMES = ("name", "title", "header", "label", "tabName")


def tab_words(shortcode: str) -> str | None:
    """The name of the tab that a shortcode of Hugo begins; None where it is no such shortcode.

    It is empty for the end of a tab, and for what is around all tabs.
    """
    found = _TAB.fullmatch(shortcode)
    if found is None:
        return None
    if found[1] or found[2].lower() in {"tabs", "tabpane"}:
        return ""
    words, given = _parameters(_TAG_END.sub("", shortcode[found.start(3) :]))
    named = (given[name.lower()] for name in _TAB_NAMES if given.get(name.lower()))
    return next(named, words[0] if words else "")


# Components of MDX, mdBook and VitePress

_TITLED_COMPONENTS: Mapping[str, tuple[str, ...]] = {
    "tabitem": ("label", "value"),
    "tab": ("label", "title", "name"),
    "card": ("title",),
    "linkcard": ("title",),
    "badge": ("text",),
}
"""What names a component to its reader, by its name in lower case (Docusaurus, Starlight, …)."""
_SILENT_COMPONENTS = frozenset({"tabs", "steps", "cardgrid", "codegroup", "clientonly"})


COMPONENTS = _SILENT_COMPONENTS | {*_TITLED_COMPONENTS, "listing"}
"""The components that are known, by their names in lower case."""


def component_words(name: str, attributes: Mapping[str, str], *, closing: bool) -> str | None:
    """What stands on a page in the place of a component's tag; None where it is not known.

    Args:
        name: The name of the tag, in lower case.
        attributes: Its attributes.
        closing: Whether the tag is a closing one.
    """
    if name in _SILENT_COMPONENTS or (closing and name in COMPONENTS):
        return ""
    if name == "listing":
        return _listing_words(attributes)
    given = (attributes.get(key, "") for key in _TITLED_COMPONENTS.get(name, ()))
    return " ".join(next(filter(None, given), "").split()) or None


def _listing_words(attributes: Mapping[str, str]) -> str | None:
    """The file, the number and the caption of a listing, as the book of Rust has them."""
    number, caption = attributes.get("number", ""), attributes.get("caption", "")
    head = f"Listing {number}" if number else ""
    shown = (attributes.get("file-name", ""), ": ".join(filter(None, (head, caption))))
    return " ".join(" – ".join(filter(None, shown)).split()) or None


FENCE_TITLE = lazy_pattern(
    r"""\b(?:title|filename|file|caption)[ \t]*+=[ \t]*+(?:"([^"\n]{1,200}+)"|'([^'\n]{1,200}+)')"""
)
"""What the info string of a fence calls its code: group 1 or 2."""
