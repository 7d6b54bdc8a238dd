"""What a journal is: a Jekyll site and its settings, a folder of notes, or one file."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from index.errors import raise_if_passing, reason
from index.messages import Message
from index.post import Author, Problem
from index.reading.decode import clean_line, decode
from index.reading.front_matter.author import author
from index.reading.front_matter.dates import DateRules
from index.reading.front_matter.scalars import Values, as_boolean, flatten, number, scalar_text
from index.regular_file import read_at_most

from .defaults import DefaultSet, default_sets

VERSION = 3
"""Raised with every change that makes posts read otherwise."""

MARKDOWN = ("markdown", "mkdown", "mkdn", "mkd", "md")
_CONFIGS = ("_config.yml", "_config.yaml", "_config.toml")
_POST_FOLDERS = ("_posts", "_drafts")
_UNSEARCHED = frozenset({"node_modules", "vendor", "_site"})
_SEARCHED = 2_000
_LARGEST = 4_000_000

Kind = Literal["jekyll", "folder", "file"]


@dataclass(frozen=True, slots=True)
class Collection:
    """A Jekyll collection: its label, and the permalink its documents have, None for Jekyll's."""

    label: str
    permalink: str | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """How the posts of a journal are found and read.

    ``root`` is the journal as it was opened, ``prefix`` what stands before its paths in the Jekyll
    site it is a part of (``_posts/`` where that folder itself is opened). ``pages`` is true for a
    Jekyll site without a folder of posts: all its Markdown files are listed. ``timezone`` is the
    machine's where the settings name none. ``fingerprint`` changes with everything that makes
    posts read otherwise.
    """

    root: Path
    kind: Kind = "folder"
    title: str = ""
    url: str = ""
    baseurl: str = ""
    timezone: tzinfo = UTC
    permalink: str = "date"
    excerpt_separator: str = "\n\n"
    words_per_minute: int = 200
    author: Author | None = None
    prefix: str = ""
    pages: bool = False
    extensions: frozenset[str] = frozenset(MARKDOWN)
    exclude: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    collections_dir: str = ""
    collections: tuple[Collection, ...] = ()
    defaults: tuple[DefaultSet, ...] = ()
    fingerprint: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def name(self) -> str:
        """What the journal is called: the title of its site, else the name of its folder."""
        return self.title or self.root.resolve().name or str(self.root)

    @property
    def date_rules(self) -> DateRules:
        """How dates of front matter are read."""
        jekyll = self.kind == "jekyll"
        return DateRules(self.timezone, utc_times=jekyll, zone_names=not jekyll)

    @classmethod
    def load(cls, root: Path) -> Site:
        """Look at ``root`` and read its settings; what is wrong with them is a problem.

        Raises Unavailable where they cannot be read for a reason that passes.
        """
        folder, prefix = (root, "") if root.is_dir() else (root.parent, "")
        if folder.name in _POST_FOLDERS:
            folder, prefix = folder.parent, f"{folder.name}/"
        config = next((folder / name for name in _CONFIGS if (folder / name).is_file()), None)
        kind: Kind = "folder" if root.is_dir() else "file"
        posts = bool(prefix) or (kind == "folder" and _has_posts(root, deep=config is not None))
        if kind == "folder" and (posts or config is not None):
            kind = "jekyll"
        if kind == "file" and not prefix:
            config = None
        settings = _Settings(config.name if config else "")
        if config:
            settings.read(config)
        zone, zone_name = settings.timezone()
        state = (VERSION, kind, prefix, zone_name, settings.source)
        return cls(
            root=root,
            kind=kind,
            title=settings.line("title"),
            url=settings.line("url").rstrip("/"),
            baseurl=settings.line("baseurl").rstrip("/"),
            timezone=zone,
            permalink=settings.line("permalink") or "date",
            excerpt_separator=settings.text("excerpt_separator") or "\n\n",
            words_per_minute=number(settings.values.get("words_per_minute")) or 200,
            author=author(settings.values.get("author")),
            prefix=prefix,
            pages=kind == "jekyll" and not posts,
            extensions=settings.extensions(),
            exclude=settings.strings("exclude"),
            include=settings.strings("include"),
            collections_dir=settings.line("collections_dir").strip("/."),
            collections=tuple(settings.collections()),
            defaults=settings.defaults(),
            fingerprint=hashlib.sha256(repr(state).encode()).hexdigest(),
            problems=tuple(settings.problems),
        )


@dataclass(slots=True)
class _Settings:
    """The settings of ``_config.yml``, and what is wrong with them."""

    name: str
    values: Values = field(default_factory=dict)
    source: bytes = b""
    problems: list[Problem] = field(default_factory=list)

    def read(self, path: Path) -> None:
        from index.reading.front_matter.front_matter import read_front_matter

        try:
            self.source = read_at_most(path, _LARGEST)
        except OSError as error:
            raise_if_passing(self.name, error)
            self.wrong(Message.of("unreadable", reason=reason(error, brief=True)))
            return
        decoded = decode(self.source)
        if decoded.problem:
            self.wrong(decoded.problem)
        fence = "+++" if path.suffix == ".toml" else "---"
        text = decoded.text
        # A document may begin with the very line that the fence adds, and hold others.
        if fence == "---" and (text == fence or text.startswith("---\n")):
            text = text[4:]
            shift = 0
        else:
            shift = -1
        front = read_front_matter(f"{fence}\n{text}\n{fence}\n")
        self.values = front.values
        for fault in front.faults:
            line = None if fault.line is None else max(1, fault.line + shift)
            message = fault.message
            if message.code == "front-matter-broken":
                message = Message("settings-broken", message.fields)
            self.wrong(message, line, fault.column)

    def wrong(self, message: Message, line: int | None = None, column: int | None = None) -> None:
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
        return clean_line(self.text(key))

    def strings(self, key: str) -> tuple[str, ...]:
        return tuple(flatten(self.values.get(key))[0])

    def extensions(self) -> frozenset[str]:
        given = scalar_text(self.values.get("markdown_ext")) or ""
        names = (one.strip(" .").lower() for one in given.split(","))
        return frozenset(name for name in names if name) or frozenset(MARKDOWN)

    def defaults(self) -> tuple[DefaultSet, ...]:
        sets, sensible = default_sets(self.values.get("defaults"))
        if not sensible:
            self.wrong(Message.of("defaults-not-understood"))
        return sets

    def collections(self) -> Iterator[Collection]:
        """The collections that are put out, and the posts if they have settings."""
        given = self.values.get("collections")
        if not isinstance(given, Mapping):
            return
        for label, settings in given.items():
            settings = settings if isinstance(settings, Mapping) else {}
            if label == "posts" or as_boolean(settings.get("output")):
                name = clean_line(label)
                yield Collection(name, scalar_text(settings.get("permalink")))

    def timezone(self) -> tuple[tzinfo, str]:
        """The time zone of the site, and a name for it."""
        name = self.line("timezone")
        if name:
            try:
                return ZoneInfo(name), name
            except (ZoneInfoNotFoundError, ValueError, OSError) as error:
                raise_if_passing(name[:80], error)
                self.wrong(Message.of("no-such-time-zone", name=name[:80]))
        return _machine_zone()


def _machine_zone() -> tuple[tzinfo, str]:
    name = os.environ.get("TZ", "").removeprefix(":")
    try:
        if name:
            return ZoneInfo(name), name
        localtime = Path("/etc/localtime")
        with localtime.open("rb") as file:
            return ZoneInfo.from_file(file), os.path.realpath(localtime)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise_if_passing("", error)
        zone = datetime.now().astimezone().tzinfo or UTC
        return zone, f"{zone}"


def _has_posts(root: Path, *, deep: bool) -> bool:
    """Whether there is a folder of posts: in ``root``, or anywhere below it if ``deep``."""
    if any((root / name).is_dir() for name in _POST_FOLDERS):
        return True
    if not deep:
        return False
    walked = os.walk(root, onerror=partial(raise_if_passing, ""))
    for _, folders, _ in islice(walked, _SEARCHED):
        if any(name in folders for name in _POST_FOLDERS):
            return True
        folders[:] = sorted(f for f in folders if f[:1] != "." and f not in _UNSEARCHED)
    return False
