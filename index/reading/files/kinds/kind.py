"""What a kind of journal is: its markers, and the rules that its files are read by."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from index.errors import raise_if_passing
from index.reading.decode import clean_line
from index.regular_file import read_at_most
from index.values import dataclass

from .settings import SettingsReader, SiteSettings

SourceKind = Literal["post", "draft", "collection", "note"]
"""How a file is a post: Jekyll's posts, drafts and documents of collections, or a note."""

MARKDOWN = frozenset(("markdown", "mkdown", "mkdn", "mkd", "md"))
NEVER = frozenset(("node_modules", "vendor", "_site"))
"""Folders that hold what programs have put there."""
_SETTING_WITHIN = 65_536

Split = Literal["signs", "commas", "no"]
"""How a text that names tags is split: at commas, else at blanks; at commas alone; not at all."""


@dataclass(frozen=True, slots=True)
class Marker:
    """What a folder holds that is a journal of some kind.

    ``path`` is that of a file, or of a folder where it ends with ``/``. The folders ``beside`` have
    to be there, too, and a file has to set ``setting`` above its first table. ``is_part`` tells
    that a folder with it may be a part of the site of a folder above, which has another marker.
    """

    path: str
    beside: tuple[str, ...] = ()
    setting: str = ""
    is_part: bool = False

    def __str__(self) -> str:
        return ", ".join((self.path, *(f"{path}/" for path in self.beside)))

    def holds(self, folder: Path) -> bool:
        """Whether it is there. Raises Unavailable where that cannot be told now."""
        path = os.path.join(folder, self.path)  # noqa: PTH118  asked often, and Path is slow
        is_there = os.path.isdir if self.path[-1] == "/" else os.path.isfile
        return (
            is_there(path)
            and all(os.path.isdir(os.path.join(folder, one)) for one in self.beside)  # noqa: PTH112, PTH118  as above
            and (not self.setting or _sets(Path(path), self.setting))
        )


def markers(*paths: str, beside: str = "") -> tuple[Marker, ...]:
    """A marker for each path. ``{a,b}`` in one stands for either."""
    found: list[Marker] = []
    for path in paths:
        head, brace, rest = path.partition("{")
        endings, _, tail = rest.partition("}")
        names = [f"{head}{one}{tail}" for one in endings.split(",")] if brace else [path]
        found += (Marker(name, (beside,) if beside else ()) for name in names)
    return tuple(found)


def _sets(path: Path, key: str) -> bool:
    try:
        text = read_at_most(path, _SETTING_WITHIN).decode("utf-8-sig", "replace")
    except OSError as error:
        raise_if_passing(path.name, error)
        return False
    top = re.split(r"^\s*\[", text, maxsplit=1, flags=re.MULTILINE)[0]
    return re.search(rf"^[ \t]*{re.escape(key)}[ \t]*=", top, re.MULTILINE) is not None


def name_as_it_is(name: str) -> str:
    """The name of a file without extension as a title."""
    return clean_line(name)


def no_settings(reader: SettingsReader) -> SiteSettings:  # noqa: ARG001  the shape of all of them
    """The settings of a journal that has no configuration."""
    return SiteSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """The rules of a kind of journal.

    What a journal is known by:
        name, title: What it is called in a configuration, and what it is called to a reader.
        markers: What its folder holds, any of it.
        weak_markers: Extensions of files that tell the kind of a folder without any marker.
        settings: Reads its configuration.

    Which files are posts:
        folders: Where posts are, unless the settings say otherwise; the first that are there count,
            and where none is, the whole journal.
        published: Names of folders that hold posts wherever they are, and what the posts are. Where
            there are any, files elsewhere are none.
        drafts: Names that those of ``folders`` have that hold drafts.
        markdown: Extensions of posts in Markdown.
        html: Extensions of posts in HTML, which need front matter.
        unread: Extensions of posts in a language that is not read; their text is listed.
        never: Folders that hold no posts.
        hidden: What the names of files and folders begin with that are no posts.
        contents: Names of files that are tables of contents, and no posts.
        is_mixed: Whether folders within it may be journals of other kinds.
        lists_attachments: Whether its pictures and other attachments are known by their names.

    What they mean:
        local_time: Whether a time without zone is the machine's; else it is UTC, unless the
            settings name a zone.
        ruby_dates: Whether dates are read as Ruby and YAML 1.1 do: a full time without zone and
            quotes is UTC in any case.
        month_first: Whether ``9/10/2021`` is in September; elsewhere such a date is open.
        keeps_offsets: Whether a date is shown at the offset that it is written with.
        keys_have_case: Whether ``Title`` is another key than ``title``.
        mapping_only: Whether front matter that is no mapping is an error, and no text.
        blank_before: Whether front matter may have blank lines before it.
        metadata_lines: Whether lines such as ``Title: text`` or ``@def title = "text"`` at the head
            are front matter.
        property_lines: Whether lines such as ``key:: value`` are.
        task_words: Whether blocks that begin with a word such as ``TODO`` are tasks.
        dates, updates, aliases: Keys of the date, of the last change, and of other names.
        tags, categories: Keys of tags and categories.
        taxonomy_table: A mapping in front matter that has tags and categories.
        split: How a text that names several is split.
        nested_categories: Whether a list of categories is a path.
        jekyll_categories: Whether tags and categories are gathered as Jekyll does.
        folder_categories: Whether the folder of a post is its category.
        permalinks: Whether posts have an address by a template; else it is by their path.
        name_title: Makes a title of a file's name; without it, that is made as of a slug.
        addresses: Keys of the address of a post.
        short_addresses: Whether an address by the path leaves out the folder of posts.
        keeps_names: Whether such an address ends with the name of the file, also where that begins
            with a date or front matter has a ``slug``.
        hugo_addresses: Whether it is in lower case and keeps the date of the file's name, unless
            the settings say that this is the date of the post.
        excerpts: Keys of what a list says of a post.
        drafts_by_status: Whether ``status: draft`` makes a post one.
        any_heading_is_title: Whether the first heading is, of any level and wherever it stands.
        inline_tags: Whether ``#tags``, ``%%comments%%`` and ``^block-ids`` are markup.
        kramdown: Whether headings are those of kramdown.
        hard_breaks: Whether the end of a line breaks it, unless the settings say otherwise.

    Where links lead:
        static: Folders that a path with a leading slash is looked for in, after the journal's.
        bare_names: Whether the name of a file alone is the file of that name with the shortest
            path.
        unwritten_notes: Whether a wiki link may lead to a note that is not written yet, or is no
            link to the program.
        glossary_links: Whether ``[term](g)`` leads to the entry of a glossary.
        has_neighbours: Whether the site is published beside others, which a path that leaves its
            folder of posts leads to.
        made_pages: Which pages its program makes that are no files: lists of posts and feeds, or
            any, as those of its components.
        link_placeholders: Whether paths may begin with ``{static}`` or ``{filename}``, and with
            ``{tag}`` and the like name a page that is made.
    """

    name: str
    title: str
    markers: tuple[Marker, ...] = ()
    weak_markers: frozenset[str] = frozenset()
    settings: Callable[[SettingsReader], SiteSettings] = no_settings

    folders: tuple[str, ...] = ()
    published: Mapping[str, SourceKind] = field(default_factory=lambda: MappingProxyType({}))
    drafts: frozenset[str] = frozenset()
    markdown: frozenset[str] = MARKDOWN
    html: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    never: frozenset[str] = NEVER
    hidden: str = ".#~"
    contents: frozenset[str] = frozenset()
    is_mixed: bool = False
    lists_attachments: bool = False

    local_time: bool = True
    ruby_dates: bool = False
    month_first: bool = False
    keeps_offsets: bool = False
    keys_have_case: bool = False
    mapping_only: bool = False
    blank_before: bool = False
    metadata_lines: bool = False
    property_lines: bool = False
    task_words: bool = False
    dates: tuple[str, ...] = ("date",)
    updates: tuple[str, ...] = (
        *("last_modified_at", "updated", "updated_at", "modified", "lastmod", "date_modified"),
    )
    aliases: tuple[str, ...] = ("redirect_from", "aliases", "alias")
    tags: tuple[str, ...] = ("tags", "tag")
    categories: tuple[str, ...] = ("categories", "category")
    taxonomy_table: str = ""
    split: Split = "no"
    nested_categories: bool = False
    jekyll_categories: bool = False
    folder_categories: bool = False
    permalinks: bool = False
    name_title: Callable[[str], str] | None = None
    addresses: tuple[str, ...] = ("permalink",)
    short_addresses: bool = False
    keeps_names: bool = False
    hugo_addresses: bool = False
    excerpts: tuple[str, ...] = ("excerpt", "description", "summary")
    drafts_by_status: bool = False
    any_heading_is_title: bool = False
    inline_tags: bool = False
    kramdown: bool = False
    hard_breaks: bool = False

    static: tuple[str, ...] = ()
    bare_names: bool = False
    unwritten_notes: bool = True
    glossary_links: bool = False
    has_neighbours: bool = False
    made_pages: Literal["none", "lists", "any"] = "none"
    link_placeholders: bool = False
