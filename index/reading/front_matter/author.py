"""Who writes a site's posts, as ``_config.yml`` and front matter say it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from index.post import Author, Person
from index.reading.decode import clean_line

from .scalars import Values, as_boolean, flatten, line_of, scalar_text

_TOLD = ("name", "bio", "location", "email")
_ADDRESSES = {"uri": "website", "url": "website", "home": "home"}
_UNTOLD = frozenset({*_TOLD, *_ADDRESSES, "avatar", "links"})
_MOST_LINKS = 50
_KEYS = frozenset({"author", "authors", "by"})
_MOST_PEOPLE = 100
_LONGEST_NAME = 200


def author(value: object) -> Author | None:
    """The author that an ``author:`` block is, or a name alone; None where it names nobody.

    The keys are those of the theme Minimal Mistakes: beside its list of ``links``, any other key
    with a text is a place where the author is found, as ``github: hongsusoo``.
    """
    if not isinstance(value, Mapping):
        name = clean_line(scalar_text(value) or "")
        return Author(name) if name else None
    told = {key: line_of(value.get(key)) for key in _TOLD}
    found = Author(**told, links=tuple(dict.fromkeys(_links(value)))[:_MOST_LINKS])
    return found if found != Author() else None


def people(values: Values, *, in_commas: bool = False) -> tuple[Person, ...]:
    """Those who wrote a post, as front matter names them, each with the key that does.

    The text of a key is one name, whatever signs it has: a comma may be a part of it. Of a mapping
    its ``name`` is meant. ``in_commas`` says that a text has several, split at commas, or at
    semicolons if it has any.
    """
    keys = [key for key in values if key.lower() in _KEYS]
    if not keys:
        return ()
    from index.syntax import WIKI_LINK  # not to be imported for the settings of a site alone

    named = (
        (WIKI_LINK.sub(lambda link: link[2], name)[:_LONGEST_NAME].strip(), key)
        for key in keys
        for value in (values[key],)
        for one in (value if isinstance(value, list) else [value])
        for text in flatten(one.get("name") if isinstance(one, Mapping) else one)[0]
        for name in (_names(text) if in_commas else [text])
    )
    found = dict.fromkeys(Person(name, key) for name, key in islice(named, _MOST_PEOPLE) if name)
    return tuple(found)


def _names(text: str) -> list[str]:
    return text.split(";" if ";" in text else ",")


def author_of(values: Values, site: Author | None) -> Author | None:
    """The author of a post that says ``author_profile: true``, the site's where it names none."""
    if as_boolean(values.get("author_profile")) is not True:
        return None
    return author(values.get("author")) or site


def is_shared(values: Values) -> bool:
    """Whether a post says ``share: true``."""
    return as_boolean(values.get("share")) is True


def _links(block: Values) -> Iterator[tuple[str, str]]:
    """What the author is found by, with what it is called."""
    for key, label in _ADDRESSES.items():
        if address := line_of(block.get(key)):
            yield label, address
    links = block.get("links")
    for link in links if isinstance(links, list) else ():
        if isinstance(link, Mapping) and (address := line_of(link.get("url"))):
            yield line_of(link.get("label") or link.get("title")) or address, address
    for key, value in block.items():
        name = clean_line(scalar_text(value) or "")
        if key not in _UNTOLD and name:
            yield clean_line(str(key)), name
