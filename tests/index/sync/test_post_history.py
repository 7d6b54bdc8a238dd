from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import Cancelled, JournalError
from index.journal import Journal, document_of, versions_of
from index.results import Version
from index.sync.post_history import text_before, text_of, versions
from tests.index.sync.repositories import commit, git, make_hostile, slow_git, state_of

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


def never() -> bool:
    return False


def told(found: Iterator[Version]) -> list[tuple[str, int, int, int]]:
    """The subject, the day and the lines that came and went of each version."""
    return [(v.subject, int(v.when.timestamp()) // 86_400 + 1, v.added, v.removed) for v in found]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """One post, written on day 1, changed on day 2, renamed on day 3 and changed on day 4."""
    folder = tmp_path / "til"
    folder.mkdir()
    git(folder, "init", "-q")
    commit(folder, 1, {"일기/a b.md": "# 하나\n둘\n", "other.md": "x\n"}, "Write 하나")
    commit(folder, 2, {"일기/a b.md": "# 하나\n둘\n셋\n"}, "Add\n\nmore")
    (folder / "일기" / "a b.md").rename(folder / "@*.md")
    commit(folder, 3, {"other.md": "y\n"}, "Rename")
    commit(folder, 4, {"@*.md": "# 하나\n셋\n"}, "Remove 둘")
    return folder


_ALL = [("Remove 둘", 4, 0, 1), ("Rename", 3, 0, 0), ("Add", 2, 1, 0), ("Write 하나", 1, 2, 0)]


def test_the_versions_of_a_post_go_on_under_its_older_names(repository: Path) -> None:
    post = repository / "@*.md"
    assert told(versions(post, never)) == _ALL
    found = list(versions(post, never))
    assert [version.path for version in found] == ["@*.md", "@*.md", "일기/a b.md", "일기/a b.md"]
    assert found[1].before == "일기/a b.md"
    texts = [text_of(post, version, never).decode() for version in found]
    assert texts == ["# 하나\n셋\n", "# 하나\n둘\n셋\n", "# 하나\n둘\n셋\n", "# 하나\n둘\n"]
    before = [text_before(post, version, never).decode() for version in found]
    assert before == ["# 하나\n둘\n셋\n", "# 하나\n둘\n셋\n", "# 하나\n둘\n", ""]


def test_what_is_not_committed_is_the_newest_version(repository: Path, tmp_path: Path) -> None:
    post = repository / "@*.md"
    post.write_bytes(b"# \xed\x95\x98\xeb\x82\x98\r\n\xec\x85\x8b\r\n")  # only the line ends
    assert told(versions(post, never)) == _ALL
    post.write_text("# 하나\n넷\n", "utf-8")
    with Journal.open(repository, cache=tmp_path / "cache") as journal:
        journal.refresh()
        of_journal = journal.find("@*.md")
        now, last, *_ = versions_of(journal, of_journal)
        assert not now.commit
        assert document_of(journal, of_journal, now).text == "# 하나\n넷\n"
        assert document_of(journal, of_journal, now, before=True).text == "# 하나\n셋\n"
        old = document_of(journal, of_journal, last)
        assert (old.text, old.post.path, old.post.title) == ("# 하나\n셋\n", "@*.md", "하나")
        assert journal.document("@*.md").text == "# 하나\n넷\n"


def test_versions_are_told_in_the_middle_of_a_rebase(repository: Path) -> None:
    git(repository, "checkout", "-q", "--detach", "HEAD~1")
    (repository / ".git" / "rebase-merge").mkdir()
    (repository / ".git" / "rebase-merge" / "head-name").write_text("refs/heads/x\n", "utf-8")
    assert told(versions(repository / "@*.md", never)) == _ALL[1:]


@pytest.mark.parametrize("what", ["no repository", "never committed", "no commit", "damaged"])
def test_why_there_are_no_versions_is_told(tmp_path: Path, what: str) -> None:
    folder = tmp_path / "til"
    folder.mkdir()
    post = folder / "a.md"
    if what != "no repository":
        git(folder, "init", "-q")
    if what in ("never committed", "damaged"):
        commit(folder, 1, {"b.md" if what == "never committed" else "a.md": "b\n"})
    if what == "damaged":
        for path in (folder / ".git" / "objects").rglob("*"):
            if path.is_file():
                path.unlink()
    post.write_text("a\n", "utf-8")
    with pytest.raises(JournalError) as raised:
        list(versions(post, never))
    assert raised.value.message.code == "no-git-history"


def test_a_repository_of_somebody_else_is_not_asked_for_versions(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root may give files away")
    known = list(versions(repository / "@*.md", never))
    monkeypatch.delenv("SUDO_UID", raising=False)
    for path in (repository, repository / ".git"):
        os.chown(path, 12345, 12345)
    monkeypatch.setenv("HOME", f"{repository.parent}")
    with pytest.raises(JournalError):
        list(versions(repository / "@*.md", never))
    with pytest.raises(JournalError):
        text_of(repository / "@*.md", known[0], never)


def test_a_hostile_repository_runs_writes_and_fetches_nothing_for_versions(
    repository: Path, tmp_path: Path
) -> None:
    ran = make_hostile(repository, tmp_path)
    before = state_of(repository)
    post = repository / "@*.md"
    found = list(versions(post, never))
    assert told(iter(found)) == _ALL
    for version in found:
        text_of(post, version, never)
        text_before(post, version, never)
    blob = git(repository, "rev-parse", f"{found[2].commit}:{found[2].path}").strip()
    missing = repository / ".git" / "objects" / blob[:2] / blob[2:]
    missing.unlink()  # as in a clone without old blobs: git would fetch it
    del before[f"{missing.relative_to(repository)}"]
    with pytest.raises(JournalError) as raised:
        text_of(post, found[2], never)
    assert raised.value.message.code == "no-such-version"
    assert not ran.exists()
    assert state_of(repository) == before


def test_git_is_given_up_after_a_time_and_that_is_told(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow_git(tmp_path, monkeypatch)
    began = time.monotonic()
    with pytest.raises(JournalError) as raised:
        list(versions(repository / "@*.md", never, 0.3))
    assert raised.value.message.code == "git-took-too-long"
    assert time.monotonic() - began < 60


def test_asking_for_versions_can_be_cancelled(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow_git(tmp_path, monkeypatch)
    asked = iter(range(1_000_000))
    with pytest.raises(Cancelled):
        list(versions(repository / "@*.md", lambda: next(asked) > 3))


def test_a_commit_may_claim_any_moment(repository: Path) -> None:
    tree = git(repository, "rev-parse", "HEAD^{tree}").strip()
    for moment in (2**62, 253_402_300_800):
        text = f"tree {tree}\nauthor a <a@b.c> {moment} +0000\ncommitter a <a@b.c> 1 +0000\n\nx\n"
        (repository / "other.md").write_text(text, "utf-8")
        made = git(repository, "hash-object", "-t", "commit", "-w", "--literally", "other.md")
        git(repository, "update-ref", "HEAD", made.strip())
        [version] = versions(repository / "@*.md", never)
        assert version.when.astimezone().year >= 1970
