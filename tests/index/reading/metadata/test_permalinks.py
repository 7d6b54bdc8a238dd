from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.reading.metadata.permalinks import COLLECTION, Mode, PermalinkValues, permalink, slugify

_PLACE = PermalinkValues(
    slug="Day29 학습!",
    date=datetime(2021, 9, 3, 4, 5, 6, tzinfo=UTC),
    categories=("Boost Course", "AI", "ai"),
    collection="docs",
    path="guide/하나",
    name="2021-09-03-Day29",
)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("date", "/boost course/ai/2021/09/03/Day29-학습!.html"),
        ("pretty", "/boost course/ai/2021/09/03/Day29-학습!/"),
        ("ordinal", "/boost course/ai/2021/246/Day29-학습!.html"),
        ("weekdate", "/boost course/ai/2021/W35/Fri/Day29-학습!.html"),
        ("none", "/boost course/ai/Day29-학습!.html"),
        ("/:slug", "/day29-학습"),
        ("/:slugified_categories/:slug/", "/boost-course/ai/day29-학습/"),
        (COLLECTION, "/docs/guide/하나.html"),
        ("/:i_month/:i_day/:short_year/:short_month/:long_month/", "/9/3/21/Sep/September/"),
        ("/:long_day/:w_year/:week/:w_day/:y_day/", "/Friday/2021/35/5/246/"),
        ("/:year_:month/:hour:minute:second", "/2021_09/040506"),
        ("/:name/:unheard", "/2021-09-03-day29/:unheard"),
        ("../../etc//passwd", "/etc/passwd"),
        ("소개/", "/소개/"),
    ],
)
def test_a_permalink(template: str, expected: str) -> None:
    found = permalink(template, _PLACE)
    assert found.isascii()
    assert unquote(found) == expected


def test_a_post_without_a_date_has_no_holes_in_its_address() -> None:
    assert permalink("date", PermalinkValues(slug="a", date=None)) == "/a.html"


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("default", "한글-café-½-c-a-b".replace("-½", "")),
        ("pretty", "한글-café-c++-a.b"),
        ("ascii", "caf-c-a-b"),
        ("latin", "cafe-1-2-c-a-b"),
        ("raw", "한글-café-½-c++-a.b"),
        ("none", "한글 café ½ c++ a.b"),
    ],
)
def test_the_modes_of_slugify(mode: Mode, expected: str) -> None:
    assert slugify("한글 Café ½ C++ a.b", mode) == expected


@given(template=st.text(), slug=st.text(), categories=st.lists(st.text(), max_size=3))
def test_no_address_leaves_the_site(template: str, slug: str, categories: list[str]) -> None:
    place = PermalinkValues(slug, None, tuple(categories))
    for found in (permalink(template, place), permalink(f"/:categories/:title{template}", place)):
        assert found.startswith("/")
        assert "//" not in found
        assert ".." not in found.split("/")
        assert found.isascii()
        assert found.isprintable()


@example("a--b")
@given(st.text("ab-Z09가힣._ é\u0301'", max_size=8))
def test_a_slug_of_a_slug_is_itself(text: str) -> None:
    for mode in ("default", "pretty"):
        slug = slugify(text, mode, cased=True)
        assert slugify(slug, mode, cased=True).strip("-") == slug.strip("-")
        assert "--" not in slug
        assert all(c in slug for c in text if c.isalnum())
