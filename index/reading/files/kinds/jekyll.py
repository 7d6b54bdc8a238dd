"""Jekyll: a site that publishes what is in ``_posts``.

Source: https://jekyllrb.com/docs/configuration/options/, and Jekyll 4.3.1 itself.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from index.reading.front_matter.author import author
from index.reading.front_matter.scalars import as_boolean, flatten, number

from .kind import Kind, Marker, markers
from .settings import SettingsReader, SiteSettings, inner_folder, table

CONFIGS: Final = ("_config.yml", "_config.yaml", "_config.toml")


def _settings(reader: SettingsReader) -> SiteSettings:
    name = next((name for name in CONFIGS if (reader.folder / name).is_file()), None)
    if name:
        reader.read(name)
    source = inner_folder(reader.line("source")) or ""
    return SiteSettings(
        source=source,
        static=(source,) if source else None,
        title=reader.line("title"),
        url=reader.line("url").rstrip("/"),
        baseurl=reader.line("baseurl").rstrip("/"),
        named_zone=reader.zone(reader.line("timezone")),
        permalink=reader.line("permalink") or "date",
        excerpt_separator=reader.text("excerpt_separator") or "\n\n",
        words_per_minute=number(reader.values.get("words_per_minute")) or 200,
        author=author(reader.values.get("author")),
        markdown=reader.extensions("markdown_ext"),
        exclude=reader.strings("exclude"),
        include=reader.strings("include"),
        collections_dir=reader.line("collections_dir").strip("/."),
        collections=tuple(reader.collections()),
        defaults=reader.defaults(),
        hard_breaks=_hard_breaks(reader),
        emoji="jemoji" in {*reader.strings("plugins"), *reader.strings("gems")},
    )


def _hard_breaks(reader: SettingsReader) -> bool:
    """Whether the renderer that is set breaks lines where the source does."""
    values = reader.values
    common = table(values, "commonmark")
    names = {*flatten(common.get("options"))[0], *flatten(common.get("extensions"))[0]}
    return bool(
        as_boolean(table(values, "kramdown").get("hard_wrap"))
        or "hardbreaks" in {name.lower() for name in names}
        or "hard_wrap" in flatten(table(values, "redcarpet").get("extensions"))[0]
    )


JEKYLL: Final = Kind(
    name="jekyll",
    title="Jekyll",
    markers=(
        *markers(*CONFIGS),
        Marker("_posts/", is_part=True),
        Marker("_drafts/", is_part=True),
    ),
    settings=_settings,
    published=MappingProxyType({"_posts": "post", "_drafts": "draft"}),
    html=frozenset(("html", "htm")),
    unread=frozenset(("textile", "asciidoc", "adoc", "org", "rst")),
    ruby_dates=True,
    keys_have_case=True,
    mapping_only=True,
    split="signs",
    excerpts=("excerpt", "description"),
    jekyll_categories=True,
    permalinks=True,
    kramdown=True,
    unwritten_notes=False,
    made_pages="lists",
)
