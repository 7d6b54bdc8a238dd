"""What templates are given: the settings and data of a site, its includes, and the post itself.

Files are read when a template asks for them. Which they were, and what they were like, is
remembered: the text of a post depends on them as on its own file.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

from index.errors import raise_if_passing
from index.lazy_pattern import lazy_pattern
from index.post import Post, SourceStamp
from index.reading.decode import decode
from index.reading.files.kinds.jekyll import CONFIGS
from index.reading.files.kinds.settings import SettingsReader, inner_folder
from index.reading.files.site import Site
from index.reading.front_matter import dates
from index.reading.front_matter.scalars import Values, scalar_text
from index.reading.front_matter.yaml_loader import YamlError, load
from index.regular_file import read_at_most

from .values import UNKNOWN, of_yaml

_LARGEST_DATA: Final = 1_000_000
_LARGEST_INCLUDE: Final = 200_000
_MOST_BYTES: Final = 8_000_000
"""How many bytes of files a post may take, all told."""
_MOST_FILES: Final = 1_000
_MOST_CELLS: Final = 100_000
_DEEPEST: Final = 8
_MISSING: Final = -1
_DATA_ENDINGS = (".yml", ".yaml", ".json", ".csv", ".tsv")
_INCLUDABLE = lazy_pattern(r"[^\x00-\x1f\\]{1,200}\Z")
_NOT_IN_NAME = lazy_pattern(r"[^\w\s-]+")
_OF_PROGRAM = frozenset(
    {
        "posts", "pages", "documents", "static_files", "html_pages", "html_files", "categories",
        "tags", "related_posts", "time", "github", "drafts",
    }
)  # fmt: skip
"""What ``site`` has that only the program of the site knows, which reads all of its files."""
_OF_RENDERING = frozenset({"content", "excerpt", "output", "next", "previous"})


class Files:
    """The files of a site's folder that the text of a post depends on, as they are read.

    Args:
        folder: The folder of the site.
        opened: The folder that the journal was opened at.
    """

    def __init__(self, folder: Path, opened: Path) -> None:
        self.folder = folder
        self.stamps: dict[str, SourceStamp] = {}
        self._opened = opened
        self._left = _MOST_BYTES

    @cached_property
    def _real(self) -> str:
        return os.path.realpath(self.folder)

    def status(self, path: Path) -> os.stat_result | None:
        """What a file or folder within the site is; None where there is none. It is remembered."""
        try:
            name = os.path.relpath(path, self._opened)
            name.encode()
            inside = os.path.realpath(path).startswith(f"{self._real}{os.sep}")
            status = path.stat() if inside else None
        except ValueError:  # no path: it has a NUL, or is no valid text
            return None
        except OSError as error:
            raise_if_passing(f"{path}", error)
            status = None
        if status is None:
            self.stamps[name] = SourceStamp(name, _MISSING, _MISSING)
        else:
            self.stamps[name] = SourceStamp(name, status.st_mtime_ns, status.st_size)
        return status

    def text(self, path: Path, most: int) -> str | None:
        """The text of a file; None where there is none, or one that is too large or no text.

        Raises Unavailable where it cannot be read for a reason that passes.
        """
        status = self.status(path)
        if status is None or status.st_size > min(most, self._left):
            return None
        self._left -= status.st_size
        return _text(os.fspath(path), status.st_mtime_ns, status.st_size)

    def data(self, path: Path) -> object:
        """What a file of data says; None where there is none, or one that is none.

        Raises Unavailable where it cannot be read for a reason that passes.
        """
        if self.text(path, _LARGEST_DATA) is None:
            return None
        stamp = self.stamps[os.path.relpath(path, self._opened)]
        return _parsed(os.fspath(path), stamp.mtime_ns, stamp.size)


@lru_cache(maxsize=64)
def _text(path: str, _mtime_ns: int, size: int) -> str | None:
    try:
        data = read_at_most(path, size)
    except OSError as error:
        raise_if_passing(path, error)
        return None
    return None if b"\0" in data else decode(data).text


@lru_cache(maxsize=32)
def _parsed(path: str, mtime_ns: int, size: int) -> object:
    """What a file of data says; None where that cannot be read."""
    source = _text(path, mtime_ns, size)
    if source is None:
        return None
    ending = os.path.splitext(path)[1].lower()  # noqa: PTH122  the path may be no valid text
    try:
        if ending == ".json":
            return json.loads(source)
        if ending in (".csv", ".tsv"):
            return _rows(source, "\t" if ending == ".tsv" else ",")
        return load(source).value
    except (YamlError, ValueError, csv.Error, RecursionError):
        return None


def _rows(source: str, delimiter: str) -> list[dict[str, Any]]:
    """The rows of a table by the names in its first one. Raises ValueError, csv.Error."""
    found: list[dict[str, Any]] = []
    cells = 0
    for row in csv.DictReader(io.StringIO(source), delimiter=delimiter):
        cells += len(row)
        if cells > _MOST_CELLS:
            raise ValueError
        found.append({key: value for key, value in row.items() if isinstance(key, str)})
    return found


class DataFolder(Mapping[str, object]):
    """``site.data``, or a folder in it: its files by their names without ending.

    Args:
        files: Reads the files, and remembers them.
        folder: The folder.
        depth: How many folders of data it stands in.
    """

    def __init__(self, files: Files, folder: Path, depth: int = 0) -> None:
        self._files = files
        self._folder = folder
        self._depth = depth
        self._names: dict[str, Path] | None = None
        self._values: dict[str, object] = {}

    def _paths(self) -> dict[str, Path]:
        if self._names is not None:
            return self._names
        self._names = {}
        if self._files.status(self._folder) is None:
            return self._names
        try:
            found = sorted(self._folder.iterdir())[:_MOST_FILES]
        except OSError as error:
            raise_if_passing(f"{self._folder}", error)
            return self._names
        for path in found:
            is_data = path.suffix.lower() in _DATA_ENDINGS
            if is_data or (self._depth < _DEEPEST and path.is_dir()):
                name = path.stem if is_data else path.name
                self._names.setdefault("_".join(_NOT_IN_NAME.sub("", name).split()), path)
        return self._names

    def __getitem__(self, key: str) -> object:
        if key not in self._values:
            path = self._paths()[key]
            if path.is_dir():
                self._values[key] = DataFolder(self._files, path, self._depth + 1)
            else:
                self._values[key] = self._files.data(path)
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths())

    def __len__(self) -> int:
        return len(self._paths())


@lru_cache(maxsize=16)
def _settings(folder: str, name: str, _mtime_ns: int, _size: int) -> Values:
    """The settings of a site as they are written."""
    return SettingsReader(Path(folder)).read(name)


class SiteValues(Mapping[str, object]):
    """``site``: what its settings say, and its data."""

    def __init__(self, site: Site, files: Files) -> None:
        self._site = site
        self._files = files
        self._known: dict[str, object] | None = None

    def settings(self) -> Values | None:
        """The settings as they are written; None where there are none."""
        for name in CONFIGS:
            try:
                status = (self._files.folder / name).stat()
            except OSError as error:
                if not isinstance(error, FileNotFoundError):
                    raise_if_passing(name, error)
                continue
            folder = os.fspath(self._files.folder)
            return _settings(folder, name, status.st_mtime_ns, status.st_size)
        return None

    def folder(self, key: str, usual: str) -> Path:
        """The folder that a setting names, relative to where the site's files are."""
        name = inner_folder(scalar_text((self.settings() or {}).get(key))) or usual
        return self._files.folder / self._site.source / name

    def _values(self) -> dict[str, object]:
        if self._known is None:
            settings = self.settings()
            unknown = {*_OF_PROGRAM, *(one.label for one in self._site.collections)}
            known: dict[str, object] = dict.fromkeys(unknown, UNKNOWN)
            known |= {key: one for key, one in (settings or {}).items() if key not in _OF_PROGRAM}
            site = self._site
            for key, value in (("title", site.title), ("url", site.url), ("baseurl", site.baseurl)):
                if value or settings is not None:
                    known[key] = value
            known["data"] = DataFolder(self._files, self.folder("data_dir", "_data"))
            self._known = known
        return self._known

    def __getitem__(self, key: str) -> object:
        values = self._values()
        if key not in values and self.settings() is None:
            return UNKNOWN
        return values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values())

    def __len__(self) -> int:
        return len(self._values())


class PageValues(Mapping[str, object]):
    """``page``: the front matter of a post, and what is known of it by its file and its site.

    Args:
        values: The front matter with its defaults.
        post: Makes what is known of the post, when it is asked for.
        place: The path of its file within the site.
    """

    def __init__(self, values: Values, post: Callable[[], Post], place: str) -> None:
        self._given = values
        self._post = post
        self._place = place
        self._made: dict[str, object] | None = None

    def _values(self) -> dict[str, object]:
        if self._made is None:
            post = self._post()
            name = self._place.rpartition("/")[2]
            self._made = {
                **self._given,
                **dict.fromkeys(_OF_RENDERING, UNKNOWN),
                "title": post.title,
                "date": post.date,
                "url": post.url,
                "id": post.url.rstrip("/").removesuffix(".html"),
                "slug": post.slug,
                "categories": [*post.categories],
                "tags": [*post.tags],
                "path": self._place,
                "relative_path": self._place,
                "name": name,
                "ext": f".{name.rpartition('.')[2]}",
            }
            if "excerpt" in self._given:
                self._made["excerpt"] = self._given["excerpt"]
        return self._made

    def __getitem__(self, key: str) -> object:
        return self._values()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values())

    def __len__(self) -> int:
        return len(self._values())


_ENVIRONMENT: Final[Mapping[str, object]] = {"environment": "production"}


class PostSources:
    """What the template of one post is given.

    Args:
        site: The site that the post is of.
        page: What ``page`` stands for.
    """

    def __init__(self, site: Site, page: Mapping[str, object]) -> None:
        opened = site.root if site.root.is_dir() else site.root.parent
        folder = opened
        for _ in range(site.prefix.count("/")):
            folder = folder.parent
        journal = opened
        for _ in range(site.base.count("/")):
            journal = journal.parent
        self._site = site
        self._files = Files(folder, journal)
        self._page = page
        self._values = SiteValues(site, self._files)
        self._names: dict[str, object] = {
            "site": self._values,
            "page": page,
            "jekyll": _ENVIRONMENT,
            **dict.fromkeys(("layout", "paginator", "theme", "content"), UNKNOWN),
        }

    @property
    def stamps(self) -> tuple[SourceStamp, ...]:
        """The files that were asked for, as they were."""
        return tuple(self._files.stamps.values())

    def named(self, name: str) -> object:
        """What a name of the site stands for."""
        return self._names.get(name)

    def defines(self, name: str) -> bool:
        """Whether the site has such a name."""
        return name in self._names

    def setting(self, key: str) -> str:
        """A setting of the site: its ``url`` or ``baseurl``."""
        return self._site.baseurl if key == "baseurl" else self._site.url

    def moment(self, value: object) -> datetime | None:
        """A value as a date; None where it is none."""
        if isinstance(value, datetime):
            return value
        value = of_yaml(value)
        return dates.read_date(value, self._site.date_rules) if isinstance(value, str) else None

    def included(self, name: str) -> str | None:
        """The text of a file in the folder of includes; None where it is none of them."""
        if not _INCLUDABLE.match(name) or ".." in name.split("/"):
            return None
        path = self._values.folder("includes_dir", "_includes") / name.lstrip("/")
        return self._files.text(path, _LARGEST_INCLUDE)
