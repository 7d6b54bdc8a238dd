"""Hugo: a site of what is in ``content``.

Sources: https://gohugo.io/getting-started/directory-structure/,
https://gohugo.io/configuration/all/ and https://gohugo.io/content-management/front-matter/.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from index.errors import raise_if_passing
from index.reading.decode import clean_line, decode
from index.reading.files.defaults import DefaultSet
from index.reading.files.globs import MOST
from index.reading.front_matter.scalars import as_boolean, flatten, scalar_text
from index.regular_file import read_at_most

from .kind import MARKDOWN, NEVER, Kind, markers
from .settings import (
    Language,
    SettingsReader,
    SiteSettings,
    address,
    inner_folder,
    table,
    without_case,
)

_ENDINGS: Final = ("toml", "yaml", "yml", "json")
_FILES: Final = tuple(
    f"{folder}{name}.{ending}"
    for folder in ("", "config/_default/")
    for name in ("hugo", "config")
    for ending in _ENDINGS
)
_PARTS: Final = (
    *("languages", "taxonomies", "markup", "frontmatter", "permalinks", "cascade", "module"),
)
"""Tables that may have a file of their own in ``config/_default``."""
_DATES: Final = ("date", "publishdate", "pubdate", "published", "lastmod", "modified")
_MOST_FOLDERS: Final = 20_000
"""How many folders of posts are looked into for what their sections hand down."""
_LONGEST_FRONT_MATTER: Final = 65_536
_OWN: Final = frozenset(("tag", "category"))


def _settings(reader: SettingsReader) -> SiteSettings:
    values: dict[str, Any] = {}
    name = next((name for name in _FILES if (reader.folder / name).is_file()), "")
    for part in _PARTS:
        for ending in _ENDINGS:
            if found := reader.read(f"config/_default/{part}.{ending}"):
                values[part] = found
    if name:
        values |= without_case(reader.read(name))
    url, baseurl = address(scalar_text(values.get("baseurl")) or "")
    renderer = without_case(table(values, "markup", "goldmark", "renderer"))
    taxonomies = table(values, "taxonomies")
    content = inner_folder(scalar_text(values.get("contentdir")))
    static = [inner_folder(one) for one in flatten(values.get("staticdir"))[0]] or ["static"]
    assets = inner_folder(scalar_text(values.get("assetdir")))
    mounts = [*_mounts(values)]
    languages = tuple(_languages(values, mounts))
    own = {one.folder for one in languages}
    usual = {content or "content"} if "" in own else set()
    mounted = {one.source for one in mounts if one.target == "content"}
    # The deepest is asked first: the folder of a language may be within the usual one.
    contents = tuple(sorted(mounted or (own - {""}) | usual, key=lambda path: -path.count("/")))
    static += [one.source for one in mounts if one.target in {"static", "assets"}]
    return SiteSettings(
        title=clean_line(scalar_text(values.get("title")) or ""),
        url=url,
        baseurl=baseurl,
        named_zone=reader.zone(clean_line(scalar_text(values.get("timezone")) or "")),
        folders=contents,
        static=tuple(dict.fromkeys((*filter(None, static), assets or "assets"))),
        taxonomies=tuple(
            clean_line(plural)
            for singular, value in taxonomies.items()
            if singular not in _OWN and (plural := scalar_text(value))
        ),
        dates=tuple(_dates(table(values, "frontmatter").get("date"))),
        dates_of_names=":filename" in flatten(table(values, "frontmatter").get("date"))[0],
        hard_breaks=as_boolean(renderer.get("hardwraps")),
        emoji=as_boolean(values.get("enableemoji")) is True,
        languages=languages,
        section_permalinks=dict(_permalinks(values)),
        defaults=(
            *_cascaded(values.get("cascade"), contents[0], contents[0]),
            *_cascades(reader, contents),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Mount:
    """A folder of the site, what it stands for, and the language that this holds for, if one."""

    source: str
    target: str
    language: str = ""


def _mounts(values: Mapping[str, Any]) -> Iterator[_Mount]:
    """The folders that stand for others.

    Source: https://gohugo.io/configuration/module/#mounts.
    """
    given = table(values, "module").get("mounts")
    for one in given[:MOST] if isinstance(given, list) else ():
        if not isinstance(one, Mapping):
            continue
        mount = without_case(one)
        names = flatten(table(mount, "sites", "matrix").get("languages"))[0]
        source = inner_folder(scalar_text(mount.get("source")))
        target = inner_folder(scalar_text(mount.get("target")))
        language = scalar_text(mount.get("lang")) or (names[0] if len(names) == 1 else "")
        if source and target:
            yield _Mount(source, target, language.lower())


def _languages(values: Mapping[str, Any], mounts: Iterable[_Mount]) -> Iterator[Language]:
    """The languages of a site, the default one first.

    Source: https://gohugo.io/configuration/languages/.
    """
    mounted = {one.language: one.source for one in mounts if one.target == "content"}
    default = (scalar_text(values.get("defaultcontentlanguage")) or "en").lower()
    in_folder = as_boolean(values.get("defaultcontentlanguageinsubdir")) is True
    given = without_case(table(values, "languages"))
    for name in sorted({default, *given}, key=lambda name: name != default):
        own = given.get(name)
        own = without_case(own) if isinstance(own, Mapping) else {}
        folder = inner_folder(scalar_text(own.get("contentdir"))) or mounted.get(name, "")
        has_prefix = name != default or (in_folder and bool(given))
        yield Language(name, folder, f"{name}/" if has_prefix else "")


def _permalinks(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The templates of the addresses of pages by their section."""
    given = table(values, "permalinks")
    of_pages = table(given, "page")
    for section, template in {**given, **of_pages}.items():
        if text := scalar_text(template):
            yield section.lower(), clean_line(text)


def _cascades(reader: SettingsReader, contents: Iterable[str]) -> Iterator[DefaultSet]:
    """What the pages of sections hand down to those below them.

    Source: https://gohugo.io/content-management/front-matter/#cascade-1.
    """
    looked_at = 0
    for content in contents:
        for folder, folders, files in os.walk(reader.folder / content):
            folders[:] = sorted(one for one in folders if one[:1] != ".")
            looked_at += 1
            if looked_at > _MOST_FOLDERS:
                return
            for name in sorted(files):
                if name.startswith("_index."):
                    path = Path(folder, name).relative_to(reader.folder).as_posix()
                    yield from _cascaded_from(reader, path, content)


def _cascaded_from(reader: SettingsReader, path: str, content: str) -> Iterator[DefaultSet]:
    from index.reading.front_matter.front_matter import read_front_matter

    try:
        head = read_at_most(reader.folder / path, _LONGEST_FRONT_MATTER)
    except OSError as error:
        raise_if_passing(path, error)
        return
    if b"cascade" not in head.lower():
        return
    reader.source += head
    values = without_case(read_front_matter(decode(head).text).values)
    yield from _cascaded(values.get("cascade"), path.rpartition("/")[0], content)


def _cascaded(given: object, folder: str, content: str) -> Iterator[DefaultSet]:
    """The values that a page hands down to what is below its folder, or to some of that.

    Args:
        given: What it says.
        folder: Its folder, relative to the site.
        content: The folder that the paths of targets count from.
    """
    for one in given if isinstance(given, list) else [given]:
        if not isinstance(one, Mapping):
            continue
        values = without_case(one)
        aim = values.pop("_target", None) or values.pop("target", None)
        aim = without_case(aim) if isinstance(aim, Mapping) else {}
        within = values.pop("params", None)
        values = {**(without_case(within) if isinstance(within, Mapping) else {}), **values}
        if aim.get("lang") or aim.get("environment"):
            continue
        kind = scalar_text(aim.get("kind")) or None
        for path in _targets(scalar_text(aim.get("path")) or ""):
            yield DefaultSet(
                values, f"{content}/{path.lstrip('/')}" if path else f"{folder}/", kind
            )


def _targets(pattern: str) -> list[str]:
    """The globs that a target names, ``{/a/**,/b/**}``, each without what names all below it."""
    globs = pattern[1:-1].split(",") if pattern[:1] == "{" and pattern[-1:] == "}" else [pattern]
    return [re.sub(r"\*+$", "", one.strip()) for one in globs]


def _dates(given: object) -> Iterator[str]:
    """The keys that a configuration has for the date, those of the kind where it says so."""
    for key in flatten(given)[0]:
        if key == ":default":
            yield from _DATES
        elif not key.startswith(":"):
            yield key.lower()


HUGO: Final = Kind(
    name="hugo",
    title="Hugo",
    markers=(
        *markers("hugo.{toml,yaml,yml,json}"),
        *markers("config.{toml,yaml,yml,json}", "config/_default/", beside="content"),
    ),
    settings=_settings,
    folders=("content",),
    markdown=MARKDOWN | {"mdown"},
    html=frozenset(("html", "htm")),
    unread=frozenset(("adoc", "asciidoc", "org", "rst", "pandoc", "pdc")),
    never=NEVER - {"vendor", "_site"},
    local_time=False,
    blank_before=True,
    keeps_offsets=True,
    dates=_DATES,
    updates=("lastmod", "modified"),
    aliases=("aliases", "redirect_from"),
    addresses=("url",),
    short_addresses=True,
    hugo_addresses=True,
    static=("static", "assets"),
    glossary_links=True,
    made_pages="lists",
)
