"""The postings of terms that begin alike: as they are when those of each term are added up."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.journal import Journal
from index.search.corpus.postings_cache import summed
from index.store.catalog import IndexCorrupt

BODY = "loss {} list lists 학습 학습률 " + "less " * 300


def test_they_are_the_sums_of_segments_without_deleted_posts(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.mkdir()
    for number in range(30):
        text = BODY.format(f"l{number}") if number % 3 else f"light {number}"
        (log / f"{number}.md").write_text(text, "utf-8")
    with Journal.open(log, cache=tmp_path / "cache") as journal:
        journal.refresh()
        (log / "4.md").write_text("loss of another kind", "utf-8")
        (log / "29.md").unlink()
        journal.refresh()
        index = journal._updater.searchable().index
        assert index is not None
        assert len({name.split(".")[0] for name in index.segments}) == 2
        for prefix in ("l", "lo", "li", "학", "zz", ""):
            begun = index.terms("body").between(prefix, prefix + chr(0x10FFFF))
            assert all(term.startswith(prefix) for term in begun)
            each = summed(index.parts("body", begun))
            together = index.beginning("body", prefix)
            assert together.posts == each.posts
            assert list(together.times) == list(each.times)
        assert max(index.beginning("body", "l").times) > 255


def test_altered_postings_are_never_added_up(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.mkdir()
    for number in range(20):
        (log / f"{number}.md").write_text("loss list", "utf-8")
    with Journal.open(log, cache=tmp_path / "cache") as journal:
        journal.refresh()
    (stored,) = (tmp_path / "cache").rglob("*.postings")
    stored.write_bytes(bytes(len(stored.read_bytes())))
    with Journal.open(log, cache=tmp_path / "cache") as journal:
        index = journal._updater.searchable().index
        assert index is not None
        with pytest.raises(IndexCorrupt):
            index.beginning("body", "l")
