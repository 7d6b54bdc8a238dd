"""All kinds, in the order in which their markers are looked for, and which of them a folder is."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from index.errors import raise_if_passing

from .astro import ASTRO
from .docusaurus import DOCUSAURUS
from .folder import FOLDER
from .gatsby import GATSBY
from .hexo import HEXO
from .hugo import HUGO
from .jekyll import JEKYLL
from .kind import Kind
from .logseq import LOGSEQ
from .mdbook import MDBOOK
from .mkdocs import MKDOCS
from .obsidian import OBSIDIAN
from .pelican import PELICAN
from .quarto import QUARTO
from .quartz import QUARTZ
from .vitepress import VITEPRESS
from .vuepress import VUEPRESS
from .zola import ZOLA

KINDS: Final = (
    LOGSEQ,
    OBSIDIAN,
    HEXO,
    ZOLA,
    HUGO,
    MDBOOK,
    DOCUSAURUS,
    VITEPRESS,
    VUEPRESS,
    ASTRO,
    GATSBY,
    QUARTZ,
    QUARTO,
    PELICAN,
    MKDOCS,
    JEKYLL,
    FOLDER,
)
"""The first whose marker a folder holds is its kind."""

BY_NAME: Final = {kind.name: kind for kind in KINDS}
MARKED: Final = frozenset(one.path.split("/")[0] for kind in KINDS for one in kind.markers)
"""Names in a folder without any of which no marker is there."""

_LOOKED_AT = 500
"""So many names of a folder are looked at where it has no marker."""


@dataclass(frozen=True, slots=True)
class Detected:
    """The kind of a folder, and the marker that it is known by, empty where there is none.

    ``is_part`` tells whether the folder may be a part of a site that is above it.
    """

    kind: Kind
    marker: str = ""
    is_part: bool = False


def detect(folder: Path, *, by_markers: bool = False) -> Detected:
    """The kind of a folder by what it holds, without reading more than a configuration's head.

    ``by_markers`` leaves out what the extensions of its files tell. Raises Unavailable where the
    kind cannot be told now.
    """
    for kind in KINDS:
        for marker in kind.markers:
            if marker.holds(folder):
                return Detected(kind, f"{marker}", marker.is_part)
    return Detected(FOLDER) if by_markers else Detected(*_most_files(folder))


def root_above(path: Path) -> Path | None:
    """The nearest folder from ``path`` on upwards that is a journal as a whole.

    That is one with a marker of a kind or with ``.git``, but neither the user's home nor the root
    of the file system. Raises Unavailable where that cannot be told now.
    """
    home = os.path.realpath(os.path.expanduser("~"))  # noqa: PTH111  Path raises without a home
    part: Path | None = None
    for folder in (path, *path.parents):
        if folder.parent == folder or os.path.realpath(folder) == home:
            return part
        found = detect(folder, by_markers=True)
        if found.marker and not found.is_part:
            return folder
        part = part or (folder if found.marker else None)
        if os.path.lexists(folder / ".git"):
            return part or folder
    return part


def _most_files(folder: Path) -> tuple[Kind, str]:
    """The kind that most files of posts in a folder without marker belong to, and their ending."""
    endings: Counter[str] = Counter()
    try:
        with os.scandir(folder) as entries:
            for entry in islice(entries, _LOOKED_AT):
                ending = entry.name.rpartition(".")[2].lower()
                if ending in FOLDER.markdown and entry.name[0] != "." and entry.is_file():
                    endings[ending] += 1
    except OSError as error:
        raise_if_passing("", error)
    for ending, _ in endings.most_common(1):
        for kind in KINDS:
            if ending in kind.weak_markers:
                return kind, f"*.{ending}"
    return FOLDER, ""
