"""Quarto and R Markdown: documents with code that is run when they are published.

Sources: https://quarto.org/docs/projects/quarto-projects.html and
https://quarto.org/docs/reference/formats/html.html.
"""

from __future__ import annotations

from typing import Final

from index.reading.decode import clean_line
from index.reading.front_matter.scalars import scalar_text

from .kind import MARKDOWN, Kind, markers
from .settings import SettingsReader, SiteSettings, address, table


def _settings(reader: SettingsReader) -> SiteSettings:
    names = ("_quarto.yml", "_quarto.yaml")
    values = reader.read(next((n for n in names if (reader.folder / n).is_file()), names[0]))
    site = {**table(values, "book"), **table(values, "website")}
    url, path = address(scalar_text(site.get("site-url")) or "")
    return SiteSettings(
        title=clean_line(scalar_text(site.get("title")) or ""), url=url, baseurl=path
    )


QUARTO: Final = Kind(
    name="quarto",
    title="Quarto",
    markers=markers("_quarto.{yml,yaml}"),
    weak_markers=frozenset(("qmd", "rmd")),
    settings=_settings,
    markdown=MARKDOWN | {"qmd", "rmd"},
    updates=("date-modified", "updated"),
    tags=("tags", "keywords"),
    made_pages="lists",
)
