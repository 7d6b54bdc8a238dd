"""Where links lead."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.post import Link, LinkKind, Post
from index.relations.links import LinkTable, link_keys, post_keys
from index.results import Resolved


def post(path: str, url: str, title: str = "", slug: str = "", *aliases: str) -> Post:
    name = path.rpartition("/")[2].rpartition(".")[0]
    return Post(
        path=path,
        title=title or name,
        slug=slug or name.split("-", 3)[-1],
        date=datetime(2021, 9, 10, tzinfo=UTC),
        updated=None,
        categories=(),
        tags=(),
        url=url,
        excerpt="",
        lead="",
        words=0,
        minutes=0,
        people=(),
        flags=(),
        aliases=aliases,
    )


HERE = post("_posts/dl/2021-09-10-here.md", "/dl/here/")
LOSS = post(
    "_posts/2021-09-09-손실_함수.md",
    "/dl/%EC%86%90%EC%8B%A4_%ED%95%A8%EC%88%98/",
    "손실 함수",
    "",
    "별명",
)
MOVED = post(
    "_posts/2020-01-02-Renamed.md", "/new/Renamed/", "A title: of two parts", "", "/old/place.html"
)
NOTE = post("_posts/dl/2021-09-08-next.md", "/2021/09/08/next.html")
POSTS = (HERE, LOSS, MOVED, NOTE)
TABLE = LinkTable.build(
    POSTS,
    site_url="https://Blog.example",
    baseurl="/log",
)
FILES = {"assets/a b.png", "_posts/dl/beside.png", "about.md", "install/index.html"}


def resolve(target: str, kind: LinkKind = "link") -> Resolved:
    return TABLE.resolve(Link(target, "", 1, kind), HERE, exists=FILES.__contains__)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://blog.example/log/new/Renamed/", MOVED),
        (" HTTPS://Blog.example/log/new/Renamed?x=1#part ", MOVED),
        ("blog.example/new/Renamed/index.html", MOVED),
        ("new/Renamed", MOVED),
        ("/log/old/place", MOVED),
        ("http://localhost:4000/old/place.html", MOVED),
        ("/dl/손실_함수/", LOSS),
        ("/dl/%EC%86%90%EC%8B%A4_%ED%95%A8%EC%88%98/", LOSS),
        ("https://blog.example/2021/09/08/next", NOTE),
        ("_posts/dl/2021-09-08-next.md", NOTE),
        ("https://blog.example/next", None),
        ("https://blog.example/", None),
        ("Renamed", None),
        ("/", None),
        ("a text / another", None),
    ],
)
def test_the_post_at_an_address(text: str, found: Post | None) -> None:
    assert TABLE.at_address(text) is found


def test_a_short_address_on_another_host_is_no_post_s() -> None:
    table = LinkTable.build([post("about.md", "/about/")], site_url="https://blog.example")
    assert table.at_address("https://other.example/about/") is None
    assert table.at_address("https://blog.example/about/") is not None


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("/dl/here/", HERE),
        ("/dl/here", HERE),
        ("/dl/here/index.html", HERE),
        ("/dl/손실_함수/", LOSS),
        ("/dl/%EC%86%90%EC%8B%A4_%ED%95%A8%EC%88%98/", LOSS),
        ("/gone/category/손실_함수", LOSS),
        ("/log/new/Renamed/?x=1", MOVED),
        ("https://blog.example/log/new/Renamed/", MOVED),
        ("http://blog.example/ai/renamed", MOVED),
        ("{{ site.baseurl }}/new/Renamed/", MOVED),
        ("{{ site.url }}{{ site.baseurl }}/new/Renamed/", MOVED),
        ("{{ '/new/Renamed/' | relative_url }}", MOVED),
        ("/old/place.html", MOVED),
        ("{% post_url 2020-01-02-Renamed %}", MOVED),
        ("{% post_url dl/2021-09-08-next %}", NOTE),
        ("{% link _posts/dl/2021-09-08-next.md %}", NOTE),
        ("2021-09-08-next.md", NOTE),
        ("./2021-09-08-next.md", NOTE),
        ("../2020-01-02-Renamed.md", MOVED),
        ("../손실_함수/", LOSS),
        ("/2021/09/08/next", NOTE),
    ],
)
def test_an_internal_link_leads_to_its_post(target: str, found: Post) -> None:
    resolved = resolve(target)
    assert (resolved.kind, resolved.post, resolved.anchor) == ("post", found, None)


@pytest.mark.parametrize(
    ("target", "found", "anchor"),
    [
        ("손실 함수", LOSS, None),
        ("2020-01-02-renamed", MOVED, None),
        ("Renamed", MOVED, None),
        ("별명#C++ & C#", LOSS, "c--c"),
        ("_posts/dl/2021-09-08-next", NOTE, None),
        ("2021-09-08-next.md#둘째", NOTE, "둘째"),
    ],
)
def test_a_wiki_link_names_a_post(target: str, found: Post, anchor: str | None) -> None:
    resolved = resolve(target, "wiki")
    assert (resolved.kind, resolved.post, resolved.anchor) == ("post", found, anchor)


def test_anchors_are_decoded() -> None:
    assert resolve("#%EB%91%98").anchor == "둘"
    assert resolve("#둘") == Resolved("anchor", HERE, "둘", HERE.url)
    assert resolve("#Second part", "wiki").anchor == "second-part"
    assert resolve("../Renamed/#x").anchor == "x"
    assert resolve("{% post_url 2020-01-02-Renamed %}#x").anchor == "x"


@pytest.mark.parametrize(
    ("target", "kind", "address"),
    [
        ("/assets/a%20b.png", "image", "assets/a b.png"),
        ("{{ site.baseurl }}/assets/a b.png", "image", "assets/a b.png"),
        ("beside.png", "image", "_posts/dl/beside.png"),
        ("/about/", "link", "about.md"),
        ("/install", "link", "install/index.html"),
        ("assets/a b.png", "wiki", "_posts/dl/assets/a b.png"),
    ],
)
def test_other_files_of_the_journal(target: str, kind: LinkKind, address: str) -> None:
    resolved = TABLE.resolve(
        Link(target, "", 1, kind), HERE, exists=(FILES | {address}).__contains__
    )
    assert (resolved.kind, resolved.address) == ("file", address)


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("https://example.org/here", "https://example.org/here"),
        ("//example.org/x", "https://example.org/x"),
        ("mailto:a@b.c", "mailto:a@b.c"),
        ("https://blog.example/", "https://blog.example/"),
        ("https://blog.example.org/dl/here/", "https://blog.example.org/dl/here/"),
    ],
)
def test_links_out_of_the_journal(target: str, address: str) -> None:
    assert resolve(target) == Resolved("external", address=address)


@pytest.mark.parametrize(
    "target",
    [
        "",
        "   ",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "vscode://open",
        "../../../../etc/passwd",
        "/../../etc/passwd",
        "/nowhere/",
        "https://blog.example/log/nowhere/",
        "{% post_url 2001-01-01-nowhere %}",
        "{% link ../../etc/passwd %}",
        "/here.png",
        "x" * 5000,
    ],
)
def test_what_leads_nowhere_is_broken_for_a_reason(target: str) -> None:
    resolved = TABLE.resolve(Link(target, "", 1), HERE, exists=lambda path: "passwd" in path)
    assert resolved.kind == "broken"
    assert resolved.reason
    assert all("\n" not in f"{value}" for _, value in resolved.reason.fields)


def test_the_newest_of_two_posts_with_one_slug_is_meant() -> None:
    older = post("_posts/2011-01-01-here.md", "/older/here/")
    table = LinkTable.build((HERE, older))
    assert table.resolve(Link("/gone/here", "", 1), LOSS).post == HERE
    assert table.resolve(Link("/older/here", "", 1), LOSS).post == older


@given(st.text(max_size=60), st.sampled_from(get_args(LinkKind)))
def test_any_target_resolves(target: str, kind: LinkKind) -> None:
    link = Link(target, "", 1, kind)
    resolved = TABLE.resolve(link, HERE)
    assert (resolved.kind == "broken") == bool(resolved.reason)
    if resolved.kind == "external":
        assert resolved.address.partition(":")[0].lower() in {"http", "https", "mailto"}
    link_keys(link, HERE)


@given(
    st.sampled_from(POSTS),
    st.sampled_from(POSTS),
    st.sampled_from(
        [
            "{0.url}",
            "/x/{0.slug}",
            "https://blog.example{0.url}#a",
            "/log{0.url}?q",
            "{0.slug}.html",
        ]
    ),
)
def test_a_link_is_found_from_the_post_it_leads_to(source: Post, aim: Post, form: str) -> None:
    link = Link(form.format(aim), "", 1)
    assert TABLE.resolve(link, source).post == aim
    assert link_keys(link, source) & post_keys(aim)


def test_wiki_and_liquid_links_are_found_from_the_post_they_lead_to() -> None:
    links: tuple[tuple[str, LinkKind], ...] = (
        ("손실 함수#x", "wiki"),
        ("{% post_url 2021-09-09-손실_함수 %}", "link"),
        ("{% link _posts/2021-09-09-손실_함수.md %}", "link"),
        ("../2021-09-09-손실_함수.md", "link"),
    )
    for target, kind in links:
        assert link_keys(Link(target, "", 1, kind), HERE) & post_keys(LOSS)


@pytest.mark.parametrize("target", ["#x", "mailto:a@b", "javascript:x"])
def test_what_leads_to_no_other_post_has_no_key(target: str) -> None:
    assert link_keys(Link(target, "", 1), HERE) == set()
    assert link_keys(Link("/dl/here/", "", 1, "image"), HERE) == set()
