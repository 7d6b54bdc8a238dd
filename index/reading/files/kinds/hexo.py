"""Hexo: a blog of what is in ``source/_posts``.

Sources: https://hexo.io/docs/configuration, https://hexo.io/docs/front-matter and
https://hexo.io/docs/asset-folders.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from index.reading.decode import clean_line
from index.reading.front_matter.scalars import Values, as_boolean, scalar_text

from .kind import Kind, Marker
from .settings import SettingsReader, SiteSettings, address, inner_folder, table


def _settings(reader: SettingsReader) -> SiteSettings:
    values = reader.read("_config.yml")
    source = inner_folder(scalar_text(values.get("source_dir"))) or "source"
    root = clean_line(scalar_text(values.get("root")) or "").strip("/")
    url, path = address(reader.text("url"))
    return SiteSettings(
        title=reader.line("title"),
        url=url,
        baseurl=f"/{root}" if root else path,
        named_zone=reader.zone(reader.line("timezone")),
        permalink=reader.line("permalink") or ":year/:month/:day/:title/",
        folders=(f"{source}/_posts", f"{source}/_drafts"),
        static=(source, *_theme_files(values)),
        hard_breaks=_breaks(values),
        asset_folders=as_boolean(values.get("post_asset_folder")) is True,
    )


def _theme_files(values: Values) -> Iterator[str]:
    """The folder of files that the theme adds to the site.

    Source: https://hexo.io/docs/themes#source.
    """
    theme = inner_folder(scalar_text(values.get("theme")))
    if theme and "/" not in theme:
        yield f"themes/{theme}/source"


def _breaks(values: Values) -> bool | None:
    """Whether one of the renderers that Hexo comes with, or is used with, breaks lines."""
    for path in (("marked",), ("markdown", "render"), ("markdown",)):
        said = as_boolean(table(values, *path).get("breaks"))
        if said is not None:
            return said
    return None


HEXO: Final = Kind(
    name="hexo",
    title="Hexo",
    markers=(Marker("_config.yml", ("source/_posts",)),),
    settings=_settings,
    folders=("source/_posts", "source/_drafts"),
    drafts=frozenset(("_drafts",)),
    html=frozenset(("html", "htm")),
    keys_have_case=True,
    month_first=True,
    updates=("updated",),
    aliases=("aliases", "alias", "abbrlink", "redirect_from"),
    nested_categories=True,
    permalinks=True,
    static=("source",),
    made_pages="lists",
)
