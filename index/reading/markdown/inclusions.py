"""What Liquid tags and shortcodes bring into a page, as links of the post."""

from __future__ import annotations

from dataclasses import dataclass

from index.post import LinkKind
from index.syntax import inclusion

from .markup import decode_entities

_KINDS: dict[str, LinkKind] = {
    "image": "image",
    "video": "embed",
    "gist": "embed",
    "link": "link",
}


@dataclass(frozen=True, slots=True)
class Inclusion:
    """Something shown in place of a tag; ``caption`` is the Markdown that is read beside it."""

    target: str
    kind: LinkKind
    caption: str = ""


def read_inclusion(tag: str) -> Inclusion | None:
    """What a Liquid tag or a shortcode brings in, or None; ``tag`` is its whole source."""
    found = inclusion(tag)
    if found is None:
        return None
    caption = " – ".join(found.captions)
    return Inclusion(decode_entities(found.target), _KINDS[found.kind], decode_entities(caption))
