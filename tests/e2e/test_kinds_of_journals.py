"""Small journals of each kind, read whole: posts, titles, dates, names, links, and no problems."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.journal import Journal
from index.post import Post
from tests.corpora import JOURNALS

CLEAN = ("hexo", "mdbook", "logseq", "zola", "pelican", "docusaurus", "quarto", "mkdocs")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Journal]]:
    """The journals, each read once."""
    found: dict[str, Journal] = {}
    for kind in (*CLEAN, "hugo"):
        cache = tmp_path_factory.mktemp("cache")
        found[kind] = Journal.open(JOURNALS / kind, cache=cache)
        found[kind].refresh()
    yield found
    for journal in found.values():
        journal.close()


def by_path(journal: Journal) -> dict[str, Post]:
    return {post.path: post for post in journal.posts}


def leads_to(journal: Journal, path: str) -> dict[str, str]:
    """Where each link of a post leads: a path, or why it does not."""
    post = by_path(journal)[path]
    found = {}
    for link in journal.outline(path).links:
        resolved = journal.resolve(link, post)
        place = resolved.post.path if resolved.post else resolved.address
        found[link.target] = f"{resolved.kind}: {place}"
    return found


@pytest.mark.parametrize("kind", CLEAN)
def test_a_journal_that_opens_well_in_its_own_program_has_no_problem(
    opened: dict[str, Journal], kind: str
) -> None:
    journal = opened[kind]
    assert journal.kind.name == kind
    assert journal.problems == ()
    assert len(journal.posts) >= 2


def test_hugo_finds_pictures_in_the_bundle_and_the_static_folder(
    opened: dict[str, Journal],
) -> None:
    assert leads_to(opened["hugo"], "content/posts/bundle/index.md") == {
        "plan.png": "file: content/posts/bundle/plan.png",
        "/img/lamp.png": "file: static/img/lamp.png",
        "../shortcodes/": "post: content/posts/shortcodes.md",
        "/": "post: content/_index.md",
    }
    post = by_path(opened["hugo"])["content/posts/bundle/index.md"]
    assert post.tags == ("Hugo", "wood working", "series/The bench")
    assert post.url == "/posts/bundle"


def test_hexo_has_nested_categories_and_files_in_the_folder_of_a_post(
    opened: dict[str, Journal],
) -> None:
    posts = by_path(opened["hexo"])
    first = posts["source/_posts/first.md"]
    assert first.categories == ("여행/일본", "사진")
    assert first.tags == ("기차", "바다 여행")
    assert first.updated is not None
    assert posts["source/_posts/second-day.md"].categories == ("여행/한국",)
    assert "draft" in posts["source/_drafts/plan.md"].flags
    assert leads_to(opened["hexo"], first.path) == {
        "sea.png": "file: source/_posts/first/sea.png",
        "/trip/2023/04/06/second-day/": "post: source/_posts/second-day.md",
        "{% post_link second-day %}": "post: source/_posts/second-day.md",
    }
    assert opened["hexo"].document(first.path).hard_breaks


def test_a_book_has_its_parts_as_branches(opened: dict[str, Journal]) -> None:
    assert [(post.title, post.categories) for post in opened["mdbook"].posts] == [
        ("머리말", ()),
        ("톱", ("연장",)),
        ("톱날 갈기", ("연장/톱",)),
        ("대패", ("연장",)),
        ("짜맞춤", ("일",)),
    ]
    assert leads_to(opened["mdbook"], "src/saw.md") == {"/img/saw.png": "file: src/img/saw.png"}


def test_a_graph_of_logseq(opened: dict[str, Journal]) -> None:
    posts = by_path(opened["logseq"])
    day = posts["journals/2024_01_06.md"]
    assert (day.day, day.tags) == ("2024-01-06", ("독서",))
    page = posts["pages/책___소설.md"]
    assert (page.title, page.tags, page.aliases) == (
        "소설 읽기",
        ("독서", "긴 글", "겨울"),
        ("이야기책",),
    )
    assert posts["pages/요리%2F국.md"].title == "요리/국"
    assert "::" not in opened["logseq"].document(page.path).prose


def test_the_taxonomies_of_zola(opened: dict[str, Journal]) -> None:
    heron = by_path(opened["zola"])["content/birds/heron.md"]
    assert heron.tags == ("bird", "river bank", "people/Ana")
    assert heron.categories == ("seen",)
    assert f"{heron.date}" == "2023-06-01 05:40:00+00:00"
    assert f"{heron.updated}" == "2023-06-03 00:00:00+00:00"


def test_metadata_lines_of_pelican_are_no_text(opened: dict[str, Journal]) -> None:
    journal = opened["pelican"]
    bread = by_path(journal)["content/bread.md"]
    assert (bread.title, bread.slug) == ("Bread of two days", "two-day-bread")
    assert bread.excerpt == "What a night in the cold does."
    assert "Category" not in journal.document(bread.path).prose
    assert journal.document(bread.path).body_line == 9


def test_docusaurus_and_quarto_list_mdx_and_notebooks(opened: dict[str, Journal]) -> None:
    wind = by_path(opened["docusaurus"])["blog/2024-02-03-first-wind.mdx"]
    assert (wind.day, wind.tags) == ("2024-02-03", ("sail", "wind"))
    assert by_path(opened["docusaurus"])["docs/knots.md"].title == "Knots"
    fit = by_path(opened["quarto"])["posts/fit.qmd"]
    assert (fit.title, fit.categories) == ("A line through points", ("statistics", "r"))
    assert by_path(opened["quarto"])["posts/sky.Rmd"].day == "2024-04-02"


def test_pages_of_mkdocs_are_in_the_order_of_nav(opened: dict[str, Journal]) -> None:
    pages = [(post.title, post.categories) for post in opened["mkdocs"].posts]
    assert pages == [("Home", ()), ("The pump", ("Engine",)), ("The belt", ("Engine",))]


def test_a_chosen_kind_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntags: a b\n---\n", "utf-8")
    with Journal.open(tmp_path, cache=tmp_path / ".cache", kind="hugo") as journal:
        journal.refresh()
        assert (journal.kind.name, journal.kind.chosen) == ("hugo", True)
        assert journal.posts[0].tags == ("a b",)
    with Journal.open(tmp_path, cache=tmp_path / ".cache") as journal:
        journal.refresh()
        assert journal.kind.name == "folder"
        assert journal.posts[0].tags == ("a", "b")
