"""What the configuration of a site says, whatever program reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from index.errors import raise_if_passing, reason
from index.messages import Message
from index.post import Author, Problem
from index.reading.decode import clean_line, decode
from index.reading.files.defaults import DefaultSet, default_sets
from index.reading.files.globs import MOST
from index.reading.front_matter.scalars import Values, as_boolean, flatten, scalar_text
from index.regular_file import read_at_most
from index.values import dataclass

_LARGEST = 1_000_000
"""Bytes that a configuration may have; of a larger one nothing holds."""
_FENCES = {".toml": "+++", ".yml": "---", ".yaml": "---"}
MOST_CHAPTERS = 20_000
"""How many posts a table of contents such as ``SUMMARY.md`` can name."""


@dataclass(frozen=True, slots=True)
class Collection:
    """A Jekyll collection: its label, and the permalink its documents have, None for Jekyll's."""

    label: str
    permalink: str | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """What a table of contents says of a post.

    That is its title, the parts and chapters that it stands in, joined by ``/``, and its place
    among all of them, from 1.
    """

    title: str
    part: str = ""
    place: int = 0


@dataclass(frozen=True, slots=True)
class Language:
    """A language of a site.

    The names of its files end with ``name`` before the extension, ``folder`` is where its posts are
    if it has one of its own, and ``prefix`` begins its addresses, with a slash at its end.
    """

    name: str
    folder: str = ""
    prefix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSettings:
    """What a site's configuration decides; the defaults are those of a site that has none.

    ``named_zone`` is None where the configuration names no time zone. ``folders`` are those that
    posts are in, ``static`` those that a path with a leading slash is looked for in, both relative
    to the site; None leaves it to the kind. ``taxonomies`` are keys of front matter whose names are
    tags. ``dates`` are the keys of a post's date, if other than those of the kind,
    ``dates_of_names`` tells whether the name of its file has it, too.
    ``chapters`` has what a table of contents says, by path relative to the site, in its order.
    ``asset_folders`` tells whether the files of a post are in a folder of its name, ``emoji``
    whether codes such as ``:smile:`` are signs. ``source`` is the folder of the site that all its
    paths count from, ``languages`` are those of its posts, the default one first, and
    ``section_permalinks`` are templates of addresses by the first folder of posts. The files of the
    folder ``diary`` are called by their days in the form ``day_names``, and are titled by them in
    the form ``day_titles``.
    """

    title: str = ""
    url: str = ""
    baseurl: str = ""
    named_zone: tzinfo | None = None
    permalink: str = "date"
    excerpt_separator: str = "\n\n"
    words_per_minute: int = 200
    author: Author | None = None
    markdown: frozenset[str] | None = None
    exclude: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    collections_dir: str = ""
    collections: tuple[Collection, ...] = ()
    defaults: tuple[DefaultSet, ...] = ()
    folders: tuple[str, ...] | None = None
    static: tuple[str, ...] | None = None
    taxonomies: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    dates_of_names: bool = False
    hard_breaks: bool | None = None
    emoji: bool = False
    asset_folders: bool = False
    chapters: Mapping[str, Chapter] = field(default_factory=dict)
    source: str = ""
    languages: tuple[Language, ...] = ()
    section_permalinks: Mapping[str, str] = field(default_factory=dict)
    diary: str = ""
    day_names: str = ""
    day_titles: str = ""


@dataclass(slots=True)
class SettingsReader:
    """Reads files of settings; ``source`` has all that was read, ``problems`` what is wrong.

    ``values`` are the settings that were read last, ``name`` is the path of their file.
    """

    folder: Path
    name: str = ""
    values: Values = field(default_factory=dict)
    source: bytes = b""
    problems: list[Problem] = field(default_factory=list)

    def read(self, name: str) -> Values:
        """The settings of a file in YAML, TOML or JSON, by its path relative to the folder.

        Without a file there are none. What is wrong with it is a problem.
        """
        from index.reading.front_matter.front_matter import read_front_matter

        self.name, self.values = name, {}
        text = self.text_of(name)
        if text is None:
            return self.values
        fence = _FENCES.get(Path(name).suffix, "")
        # A document may begin with the very line that the fence adds, and hold others.
        shift = -1 if fence else 0
        if fence == "---" and (text == fence or text.startswith("---\n")):
            text, shift = text[4:], 0
        front = read_front_matter(f"{fence}\n{text}\n{fence}\n" if fence else text)
        self.values = front.values
        for fault in front.faults:
            line = None if fault.line is None else max(1, fault.line + shift)
            message = fault.message
            if message.code == "front-matter-broken":
                message = Message("settings-broken", message.fields)
            self.wrong(message, line, fault.column)
        return self.values

    def text_of(self, name: str) -> str | None:
        """The text of a file, None where there is none or it cannot be read.

        Raises Unavailable where it cannot be read for a reason that passes.
        """
        self.name = name
        path = self.folder / name
        if not path.is_file():
            return None
        try:
            source = read_at_most(path, _LARGEST + 1)
        except OSError as error:
            raise_if_passing(name, error)
            self.wrong(Message.of("unreadable", reason=reason(error, brief=True)))
            return None
        if len(source) > _LARGEST:
            self.wrong(Message.of("file-too-large", path=name, most=_LARGEST))
            return None
        self.source += source
        decoded = decode(source)
        if decoded.problem:
            self.wrong(decoded.problem)
        return decoded.text

    def wrong(self, message: Message, line: int | None = None, column: int | None = None) -> None:
        """Add a problem of the file that was read last.

        Args:
            message: What is wrong.
            line: The line of the file, from 1, where that is known.
            column: The column, from 1.
        """
        said = message.with_texts(clean_line)
        self.problems.append(Problem(self.name, "config", said, line, column))

    def text(self, key: str) -> str:
        """The text of a setting; empty, with a problem, where it is none."""
        value = self.values.get(key)
        text = scalar_text(value)
        if text is None and value is not None:
            self.wrong(Message.of("setting-is-no-text", key=key))
        return text or ""

    def line(self, key: str) -> str:
        """The text of a setting in one line."""
        return clean_line(self.text(key))

    def strings(self, key: str) -> tuple[str, ...]:
        """The texts of a setting that is a list, or is one text."""
        found, whole = flatten(self.values.get(key))
        if not whole or len(found) > MOST:
            self.wrong(Message.of("too-many-settings", key=key, most=MOST))
        return tuple(found[:MOST])

    def extensions(self, key: str) -> frozenset[str] | None:
        """File name extensions, separated by commas; None where there are none."""
        given = scalar_text(self.values.get(key)) or ""
        names = (one.strip(" .").lower() for one in given.split(","))
        return frozenset(name for name in names if name) or None

    def defaults(self) -> tuple[DefaultSet, ...]:
        """Jekyll's front matter defaults."""
        sets, sensible = default_sets(self.values.get("defaults"))
        if not sensible:
            self.wrong(Message.of("defaults-not-understood"))
        if len(sets) > MOST:
            self.wrong(Message.of("too-many-settings", key="defaults", most=MOST))
        return sets[:MOST]

    def collections(self) -> Iterator[Collection]:
        """Jekyll's collections that are put out, and the posts if they have settings."""
        given = self.values.get("collections")
        if not isinstance(given, Mapping):
            return
        for label, settings in given.items():
            settings = settings if isinstance(settings, Mapping) else {}
            if label == "posts" or as_boolean(settings.get("output")):
                name = clean_line(label)
                yield Collection(name, scalar_text(settings.get("permalink")))

    def zone(self, name: str) -> tzinfo | None:
        """The time zone of a name; None where there is none, with a problem."""
        if not name:
            return None
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise_if_passing(name[:80], error)
            self.wrong(Message.of("no-such-time-zone", name=name[:80]))
            return None


def without_case(values: Values) -> dict[str, object]:
    """Settings by their keys in lower case; the last of several wins."""
    return {key.lower(): value for key, value in values.items()}


def table(values: Values, *keys: str) -> Values:
    """A mapping within others, empty where there is none."""
    for key in keys:
        found = values.get(key)
        if not isinstance(found, Mapping):
            return {}
        values = found
    return values


def address(url: str) -> tuple[str, str]:
    """The address of a site without a slash at its end, and the path that it is served under."""
    url = clean_line(url).rstrip("/")
    path = re.sub(r"\A[a-z]+://[^/]*", "", url, flags=re.IGNORECASE)
    return url, path.rstrip("/") if path != url else ""


def inner_folder(text: str | None) -> str | None:
    """A folder within the site as a path, None for one outside of it or none at all."""
    path = clean_line(text or "").replace("\\", "/").removeprefix("./").strip("/")
    if not path or path == "." or ".." in path.split("/") or "\0" in path:
        return None
    return path
