"""A site: a journal or a part of one, its kind, and what its configuration says."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, fields, replace
from datetime import UTC, datetime, tzinfo
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from index.errors import raise_if_passing
from index.post import JournalKind, Problem
from index.reading.front_matter.dates import DateRules
from index.values import dataclass

from .kinds.kind import NEVER, Kind, SourceKind
from .kinds.registry import BY_NAME, Detected, detect, root_above
from .kinds.settings import SettingsReader, SiteSettings

VERSION = 28
"""Raised with every change that makes posts read otherwise."""

_SEARCHED = 2_000

# Each post of a site asks for these values, which are equal for all of them.
_date_rules = lru_cache(maxsize=64)(DateRules)
_shown_kind = lru_cache(maxsize=64)(JournalKind)


@dataclass(frozen=True, slots=True)
class Place:
    """What the files of a folder are, and the label of their Jekyll collection, if any."""

    kind: SourceKind
    collection: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site(SiteSettings):
    """How the posts of a journal, or of a part of it, are found and read.

    ``root`` is the folder or file as it was opened. ``prefix`` is what stands before its paths in
    the site that it is a part of (``_posts/`` where that folder itself is opened), ``base`` what
    stands before the paths of this site in the journal, if it is a part of that. ``pages`` is true
    for a site without a folder of posts: all its Markdown files are listed. ``content`` are the
    folders that posts are in, none where they may be anywhere. ``marker`` is what the
    kind is known by, ``chosen`` tells whether it was chosen in the configuration instead.
    ``parts`` are the sites within the journal that are of other kinds, by their ``base``.
    ``fingerprint`` changes with everything that makes posts read otherwise.
    """

    root: Path
    kind: Kind
    marker: str = ""
    chosen: bool = False
    prefix: str = ""
    base: str = ""
    pages: bool = False
    content: tuple[str, ...] = ()
    timezone: tzinfo = UTC
    fingerprint: str = ""
    problems: tuple[Problem, ...] = ()
    parts: Mapping[str, Site] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def name(self) -> str:
        """What the journal is called: the title of its site, else the name of its folder."""
        return self.title or Path(os.path.realpath(self.root)).name or str(self.root)

    @property
    def date_rules(self) -> DateRules:
        """How dates of front matter are read."""
        ruby = self.kind.ruby_dates
        kind = self.kind
        return _date_rules(self.timezone, ruby, not ruby, kind.month_first, kind.keeps_offsets)

    @property
    def shown_kind(self) -> JournalKind:
        """The kind as a reader is told of it."""
        return _shown_kind(self.kind.name, self.kind.title, self.marker, self.chosen)

    @property
    def whole_fingerprint(self) -> str:
        """The fingerprint of the site with those within it."""
        parts = sorted((base, part.fingerprint) for base, part in self.parts.items())
        if not parts:
            return self.fingerprint
        return hashlib.sha256(repr((self.fingerprint, parts)).encode()).hexdigest()

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """What is wrong with the settings of the site and of those within it."""
        return (*self.problems, *(one for part in self.parts.values() for one in part.problems))

    @property
    def chosen_kind(self) -> str:
        """The name of the kind that was chosen for the journal, empty where it was found out."""
        return self.kind.name if self.chosen else ""

    @property
    def markdown_extensions(self) -> frozenset[str]:
        """The extensions of posts in Markdown."""
        return self.kind.markdown if self.markdown is None else self.markdown

    @property
    def breaks_lines(self) -> bool:
        """Whether the end of a line within a paragraph is shown as one."""
        return self.kind.hard_breaks if self.hard_breaks is None else self.hard_breaks

    @property
    def static_folders(self) -> tuple[str, ...]:
        """The folders of the site that paths with a leading slash are looked for in."""
        return self.kind.static if self.static is None else self.static

    def within(self, path: str) -> str:
        """The path of a file relative to the folder of the site, of its path in the journal."""
        return self._in_source(self.prefix + path[len(self.base) :])

    def _in_source(self, path: str) -> str:
        """A path relative to the folder of the site, as it counts from its source."""
        return path.removeprefix(f"{self.source}/") if self.source else path

    def place_of(self, path: str) -> Place | None:
        """What the files in a folder of the site are; None where none of them is a post.

        Args:
            path: The path of the folder relative to the folder of the site, with a slash at its
                end, empty for that itself.
        """
        if self.source and not path.startswith(f"{self.source}/"):
            return None
        if self.kind.published and not self.pages:
            return self._published(self._in_source(path).split("/")[:-1])
        inside = next((one for one in self.content if path.startswith(f"{one}/")), "")
        if self.content and not inside:
            return None
        is_draft = inside.rpartition("/")[2] in self.kind.drafts
        return Place("draft" if is_draft else "note")

    def leads_to_posts(self, path: str) -> bool:
        """Whether a folder of the site that holds no posts has a folder in it that does."""
        return any(one.startswith(f"{path}/") for one in self.content)

    def _published(self, parts: Sequence[str]) -> Place | None:
        collections = self.collection_folders
        for end, name in enumerate(parts, 1):
            if name in self.kind.published:
                return Place(self.kind.published[name], "posts")
            if label := collections.get("/".join(parts[:end])):
                return Place("collection", label)
        return None

    @property
    def collection_folders(self) -> Mapping[str, str]:
        """The labels of Jekyll's collections, by the paths of their folders in the site."""
        return {
            f"{self.collections_dir}/_{one.label}".lstrip("/"): one.label
            for one in self.collections
            if one.label not in {"posts", "drafts"}
        }

    def part(self, base: str) -> Site:
        """The site of a file, by the base that the walk through the journal has given it."""
        return self.parts.get(base, self)

    def with_parts(self, bases: Iterable[str]) -> Site:
        """The same site with those within it that are at ``bases``; what is known of them stays.

        Raises Unavailable where one cannot be read for a reason that passes.
        """
        missing = sorted(base for base in set(bases) if base and base not in self.parts)
        if not missing:
            return self
        found = {base: self._part_at(base) for base in missing}
        return replace(self, parts=MappingProxyType({**self.parts, **found}))

    def _part_at(self, base: str) -> Site:
        folder = self.root / base
        site = self._read(folder, folder, detect(folder, by_markers=True))
        problems = tuple(replace(one, path=base + one.path) for one in site.problems)
        return replace(site, base=base, problems=problems)

    @classmethod
    def load(cls, root: Path, kind: str = "") -> Site:
        """Look at ``root`` and read its settings; what is wrong with them is a problem.

        Args:
            root: A folder or a file.
            kind: The name of the kind, empty to find it out.

        Raises:
            Unavailable: It cannot be read for a reason that passes.
        """
        opened = root if root.is_dir() else root.parent
        chosen = BY_NAME.get(kind)
        if chosen is not None:
            return cls._read(root, opened, Detected(chosen), chosen=True)
        detected = detect(opened)
        if detected.marker and not detected.is_part:
            return cls._read(root, opened, detected)
        above = root_above(opened)
        if above is not None and above != opened:
            site = cls._read(root, above, detect(above, by_markers=True))
            if site.marker and site.place_of(site.prefix) is not None:
                return site
        return cls._read(root, opened, detected)

    @classmethod
    def _read(cls, root: Path, folder: Path, detected: Detected, *, chosen: bool = False) -> Site:
        """The site at ``folder``, of which ``root`` is opened, with its settings."""
        opened = root if root.is_dir() else root.parent
        kind = detected.kind
        reader = SettingsReader(folder)
        settings = kind.settings(reader)
        prefix = "" if folder == opened else f"{opened.relative_to(folder).as_posix()}/"
        zone, zone_name = _zone(settings, kind)
        has_posts = bool(prefix) or _has_posts(folder, kind, deep=bool(reader.source))
        state = (VERSION, kind.name, prefix, zone_name, reader.source)
        return cls(
            root=root,
            kind=kind,
            marker=detected.marker,
            chosen=chosen,
            prefix=prefix,
            pages=bool(kind.published) and not has_posts,
            content=_content(folder, settings.folders or kind.folders),
            timezone=zone,
            fingerprint=hashlib.sha256(repr(state).encode()).hexdigest(),
            problems=tuple(reader.problems),
            **{each.name: getattr(settings, each.name) for each in fields(SiteSettings)},
        )


def _content(folder: Path, folders: Iterable[str]) -> tuple[str, ...]:
    """Those of the folders that are there: without any of them, posts may be anywhere."""
    return tuple(one for one in folders if (folder / one).is_dir())


def _zone(settings: SiteSettings, kind: Kind) -> tuple[tzinfo, str]:
    """The zone of times that name none, and a name for it."""
    if settings.named_zone is not None:
        return settings.named_zone, f"{settings.named_zone}"
    return _machine_zone() if kind.local_time else (UTC, "UTC")


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


def _has_posts(root: Path, kind: Kind, *, deep: bool) -> bool:
    """Whether there is a folder of posts: in ``root``, or anywhere below it if ``deep``."""
    if any((root / name).is_dir() for name in kind.published):
        return True
    if not deep:
        return False
    walked = os.walk(root, onerror=partial(raise_if_passing, ""))
    for _, folders, _ in islice(walked, _SEARCHED):
        if any(name in folders for name in kind.published):
            return True
        folders[:] = sorted(f for f in folders if f[:1] != "." and f not in NEVER)
    return False
