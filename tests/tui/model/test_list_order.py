"""The orders of the list, one after the other."""

from __future__ import annotations

from pathlib import Path

from index.journal import Journal
from tests.tui.conftest import POSTS, write_posts
from tui.model.list_order import ORDERS, arranged, following


def test_the_orders_follow_each_other_in_a_ring() -> None:
    order, seen = "new", []
    for _ in ORDERS:
        seen.append(order)
        order = following(order)
    assert seen == ["new", "updated", "old", "title"]
    assert order == "new"


def test_the_posts_that_were_changed_last_come_first(tmp_path: Path) -> None:
    front_matter, body = POSTS["2020-01-05-first.md"]
    changed = f"{front_matter}\nlast_modified_at: 2022-05-05", body
    log = write_posts(tmp_path / "log", {**POSTS, "2020-01-05-first.md": changed})
    with Journal.open(log, cache=tmp_path / "kept") as journal:
        journal.refresh()
        paths = [post.path.split("/")[-1][:10] for post in arranged(journal.posts, "updated")]
    assert paths[0] == "2020-01-05"
    assert paths[1:] == sorted(paths[1:], reverse=True)
