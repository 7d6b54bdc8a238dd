"""What ties posts, found from the posts as they are and what was known of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from index.errors import JournalError
from index.messages import Message
from index.post import Link, Post
from index.relations.link_rules import JournalLinks
from index.relations.resolve import RelationResolver, Relations, holds


@dataclass(frozen=True)
class Linked:
    post: Post
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Posts:
    entries: tuple[Linked, ...]
    url: str = ""
    baseurl: str = ""
    relations: Relations = field(default_factory=Relations)
    places: JournalLinks = field(default_factory=JournalLinks)


def linked(name: str, title: str, *targets: str) -> Linked:
    post = Post(
        path=f"{name}.md", title=title, slug=name, date=None, updated=None, categories=(), tags=(),
        url=f"/{name}/", excerpt="", lead="", words=0, minutes=0, people=(), flags=(),
    )  # fmt: skip
    return Linked(post, tuple(Link(target, "", line) for line, target in enumerate(targets, 1)))


def nothing_at(path: str) -> Message:
    return Message.of("link-broken", target=path, reason=Message.of("nothing-at-path", path=path))


def test_links_that_lead_nowhere_and_series_are_found(tmp_path: Path) -> None:
    (tmp_path / "picture.png").touch()
    posts = Posts(
        (
            linked("a", "Autoencoder 1", "/b/", "/gone.png", "/picture.png"),
            linked("b", "Autoencoder 2"),
            linked("c", "Alone"),
        )
    )
    found = RelationResolver(tmp_path).relate(posts, None, {"a.md", "b.md", "c.md"})
    (problem,) = found.broken
    assert (problem.path, problem.kind, problem.line) == ("a.md", "reference", 2)
    assert problem.message == nothing_at("/gone.png")
    assert set(found.series) == {"a.md", "b.md"}
    assert found.series["a.md"] == found.series["b.md"]
    assert found.complete


def test_only_links_of_touched_posts_are_looked_at_again(tmp_path: Path) -> None:
    (tmp_path / "one.png").touch()
    (tmp_path / "two.png").touch()
    resolver = RelationResolver(tmp_path)
    posts = Posts((linked("a", "A", "/one.png"), linked("b", "B", "/two.png")))
    before = replace(posts, relations=resolver.relate(posts, None, {"a.md", "b.md"}))
    assert before.relations.broken == ()
    (tmp_path / "one.png").unlink()
    (tmp_path / "two.png").unlink()
    now = resolver.relate(posts, before, {"b.md"})
    assert [problem.path for problem in now.broken] == ["b.md"]


def test_all_links_are_looked_at_again_when_a_post_is_called_otherwise(tmp_path: Path) -> None:
    resolver = RelationResolver(tmp_path)
    posts = Posts((linked("a", "A", "/b/"), linked("b", "B")))
    before = replace(posts, relations=resolver.relate(posts, None, {"a.md", "b.md"}))
    renamed = Posts((posts.entries[0], linked("c", "C")))
    now = resolver.relate(renamed, before, {"c.md"})
    assert [problem.message for problem in now.broken] == [nothing_at("/b/")]


def test_of_a_journal_that_has_gone_nothing_is_found(tmp_path: Path) -> None:
    root = tmp_path / "log"
    with pytest.raises(JournalError) as raised:
        RelationResolver(root).relate(Posts((linked("a", "A", "/b/"),)), None, {"a.md"})
    assert raised.value.message == Message.of("path-gone", path=f"{root}")


def test_a_journal_holds_no_file_outside_of_it(tmp_path: Path) -> None:
    root = tmp_path / "log"
    root.mkdir()
    (root / "in.png").touch()
    (tmp_path / "out.png").touch()
    assert holds(root, "/in.png")
    assert not holds(root, "../out.png")
    assert not holds(root, "in\0.png")
