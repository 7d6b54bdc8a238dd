from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from index.errors import Cancelled
from index.journal import Journal
from index.sync import commit_moments, first_commits
from index.sync.commit_moments import CommitHistory, FirstCommits
from index.sync.first_commits import find
from tests.index.sync.repositories import commit, git, make_hostile, slow_git, state_of, watched_git

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


def never() -> bool:
    return False


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "til"
    folder.mkdir()
    git(folder, "init", "-q")
    commit(folder, 1, {"git/되돌리기.md": "하나\n", "moved.md": "둘\n", "again.md": "셋\n"})
    (folder / "moved.md").rename(folder / "git" / "new name.md")
    (folder / "again.md").unlink()
    commit(folder, 2, {"second.md": "넷\n"})
    commit(folder, 3, {"again.md": "셋, 다시\n", "git/되돌리기.md": "고침\n"})
    (folder / "uncommitted.md").write_text("다섯\n", "utf-8")
    return folder


_DAYS = {"git/되돌리기.md": 1, "git/new name.md": 1, "again.md": 1, "second.md": 2}


def days(found: FirstCommits) -> dict[str, int]:
    return {path: moment // 86_400 + 1 for path, moment in found.moments.items()}


def test_each_file_has_the_moment_of_its_first_commit(repository: Path) -> None:
    paths = [*_DAYS, "uncommitted.md"]
    assert days(find(repository, paths, FirstCommits(), never)) == _DAYS


def test_a_journal_may_be_a_part_of_a_repository(repository: Path) -> None:
    found = find(repository / "git", ["되돌리기.md", "new name.md"], FirstCommits(), never)
    assert days(found) == {"되돌리기.md": 1, "new name.md": 1}
    found = find(repository / "second.md", ["second.md"], FirstCommits(), never)
    assert days(found) == {"second.md": 2}


def test_nothing_is_asked_again_of_the_same_commit(repository: Path) -> None:
    found = find(repository, list(_DAYS), FirstCommits(), never)
    known = FirstCommits(found.head, {"a.md": 1})
    assert find(repository, list(_DAYS), known, never) is known
    commit(repository, 4, {"fourth.md": "여섯\n"})
    assert days(find(repository, ["fourth.md"], known, never)) == {"fourth.md": 4}


def test_a_shallow_clone_tells_nothing(repository: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{repository}", f"{clone}")
    assert find(clone, list(_DAYS), FirstCommits(), never) == FirstCommits()


@pytest.mark.parametrize("what", ["empty", "broken", "file", "none"])
def test_what_is_no_repository_tells_nothing(tmp_path: Path, what: str) -> None:
    folder = tmp_path / "til"
    folder.mkdir()
    match what:
        case "empty":
            git(folder, "init", "-q")
        case "broken":
            git(folder, "init", "-q")
            commit(folder, 1, {"a.md": "a\n"})
            for path in (folder / ".git" / "objects").rglob("*"):
                if path.is_file():
                    path.unlink()
        case "file":
            (folder / ".git").write_text("gitdir: /nowhere\n", "utf-8")
        case _:
            pass
    assert find(folder, ["a.md"], FirstCommits(), never).moments == {}


def test_a_repository_of_somebody_else_is_not_asked(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root may give files away")
    monkeypatch.delenv("SUDO_UID", raising=False)
    for path in (repository, repository / ".git"):
        os.chown(path, 12345, 12345)
    monkeypatch.setenv("HOME", f"{repository.parent}")
    assert find(repository, list(_DAYS), FirstCommits(), never) == FirstCommits()


def test_a_hostile_repository_runs_writes_and_fetches_nothing(
    repository: Path, tmp_path: Path
) -> None:
    ran = make_hostile(repository, tmp_path)
    before = state_of(repository)
    assert days(find(repository, list(_DAYS), FirstCommits(), never)) == _DAYS
    tree = git(repository, "rev-parse", "HEAD~1^{tree}").strip()
    missing = repository / ".git" / "objects" / tree[:2] / tree[2:]
    missing.unlink()  # as in a clone that has no trees: git would fetch it
    del before[f"{missing.relative_to(repository)}"]
    find(repository, list(_DAYS), FirstCommits(), never)
    assert not ran.exists()
    assert state_of(repository) == before


def test_a_bare_repository_in_the_journal_is_not_asked(repository: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    git(tmp_path, "clone", "-q", "--bare", f"{repository}", f"{bare}")
    (bare / ".git").mkdir()  # so that git looks further
    assert find(bare, list(_DAYS), FirstCommits(), never) == FirstCommits()


def test_git_is_given_up_after_a_time_and_what_it_said_is_used(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow_git(tmp_path, monkeypatch)
    began = time.monotonic()
    assert find(repository, ["a.md"], FirstCommits(), never, 0.5).moments == {"a.md": 86_400}
    assert time.monotonic() - began < 60


@pytest.mark.parametrize("tokens", [0, 4, 6, 9])
def test_git_is_gone_on_with_where_it_was_given_up(
    tokens: int, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "index"
    kept.mkdir()
    paths = [*_DAYS]
    with monkeypatch.context() as cut:
        watched_git(tmp_path, cut, tokens)
        found = find(repository, paths, FirstCommits(), never, 0.7, kept_in=kept)
    assert found.head != git(repository, "rev-parse", "HEAD").strip()
    assert days(find(repository, paths, found, never, kept_in=kept)) == _DAYS


def test_git_is_asked_for_newer_commits_alone(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "index"
    kept.mkdir()
    found = find(repository, [*_DAYS], FirstCommits(), never, kept_in=kept)
    (repository / "second.md").rename(repository / "renamed.md")
    (repository / "git" / "new name.md").unlink()
    commit(repository, 5, {"fifth.md": "여섯\n", "moved.md": "일곱\n"})
    paths = ["again.md", "fifth.md", "git/되돌리기.md", "moved.md", "renamed.md"]
    whole = find(repository, paths, FirstCommits(), never)
    asked = watched_git(tmp_path, monkeypatch)
    newer = find(repository, paths, found, never, kept_in=kept)
    assert newer.moments == whole.moments
    assert f"^{found.head}" in asked.read_text()


def test_git_is_asked_for_all_where_the_older_name_of_a_file_is_not_known(
    repository: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "index"
    kept.mkdir()
    found = find(repository, [*_DAYS], FirstCommits(), never, kept_in=kept)
    commit_moments.save_history(kept, CommitHistory(found.head))
    (repository / "second.md").rename(repository / "renamed.md")
    commit(repository, 5, {})
    newer = find(repository, ["renamed.md", "again.md"], found, never, kept_in=kept)
    assert days(newer) == {"renamed.md": 2, "again.md": 1}


def test_a_journal_asks_git_for_newer_commits_alone(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = git(repository, "rev-parse", "HEAD").strip()
    with Journal.open(repository, cache=tmp_path / "cache") as journal:
        journal.refresh()
        assert journal.find_first_commits()
    commit(repository, 5, {"fifth.md": "여섯\n"})
    asked = watched_git(tmp_path, monkeypatch)
    with Journal.open(repository, cache=tmp_path / "cache") as journal:
        journal.refresh()
        assert journal.find_first_commits()
    assert f"^{head}" in asked.read_text()


def test_what_a_damaged_history_names_is_no_option_to_git(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "index"
    kept.mkdir()
    commit_moments.save_history(kept, CommitHistory("--output=/tmp/x", {b"second.md": 0}))
    asked = watched_git(tmp_path, monkeypatch)
    assert days(find(repository, [*_DAYS], FirstCommits(), never, kept_in=kept)) == _DAYS
    assert "--output" not in asked.read_text()


@pytest.mark.parametrize("history", [b"", b"\xff", None])
def test_git_is_asked_for_all_where_the_history_is_lost_or_of_other_commits(
    history: bytes | None, repository: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "index"
    kept.mkdir()
    found = find(repository, [*_DAYS], FirstCommits(), never, kept_in=kept)
    if history is not None:
        (kept / "commit-history").write_bytes(history)
    git(repository, "checkout", "-q", "--orphan", "other")
    commit(repository, 7, {"seventh.md": "여덟\n"})
    other = find(repository, ["seventh.md", "second.md"], found, never, kept_in=kept)
    assert days(other) == {"seventh.md": 7, "second.md": 7}


def test_asking_git_can_be_cancelled(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow_git(tmp_path, monkeypatch)
    asked = iter(range(1_000_000))
    with pytest.raises(Cancelled):
        find(repository, ["a.md"], FirstCommits(), lambda: next(asked) > 3)


def test_what_was_found_is_kept(tmp_path: Path) -> None:
    found = FirstCommits("abc", {"한글.md": 1, "bad-\\xff": 2})
    commit_moments.save(tmp_path, found)
    assert commit_moments.load(tmp_path) == found
    (tmp_path / "first-commits").write_bytes(b"\xff\x00")
    assert commit_moments.load(tmp_path) == FirstCommits()
    assert commit_moments.load(tmp_path / "nowhere") == FirstCommits()


def test_posts_of_a_journal_are_dated_by_their_first_commit(
    repository: Path, tmp_path: Path
) -> None:
    with Journal.open(repository, cache=tmp_path / "cache") as journal:
        journal.refresh()
        assert {post.date_source for post in journal.posts} == {"modified"}
        assert journal.find_first_commits()
        refreshed = journal.refresh()
        assert set(refreshed.changed) == set(_DAYS)
        assert not journal.find_first_commits()
        marked = {post.path: post.marked_day for post in journal.posts if post.path in _DAYS}
        assert marked == {path: f"~1970-01-0{day}" for path, day in _DAYS.items()}
        assert journal.find("second.md") == journal.document("second.md").post
        assert journal.posts[0].path == "uncommitted.md"
        assert journal.posts[0].date_source == "modified"
        assert {hit.post.path for hit in journal.search("date:1970-01-02").hits} == {"second.md"}
        assert {hit.post.path for hit in journal.search("넷").hits} == {"second.md"}
        assert not journal.search("has:date").hits
        assert len(journal.search("is:undated").hits) == 5
        (repository / "second.md").write_text("넷, 고침\n", "utf-8")
        journal.refresh()
        assert journal.find("second.md").marked_day == "~1970-01-02"
    with Journal.open(repository, cache=tmp_path / "cache") as journal:
        assert journal.find("second.md").date_source == "commit"
        assert journal.document("second.md").post.date_source == "commit"
        assert journal.refresh().changed == ()
        shutil.rmtree(repository / ".git")
        assert journal.find_first_commits()
        journal.refresh()
        assert {post.date_source for post in journal.posts} == {"modified"}


def test_git_is_not_asked_where_every_post_has_a_date(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in repository.rglob("*.md"):
        path.write_text("---\ndate: 2024-01-06\n---\n", "utf-8")
    monkeypatch.setattr(first_commits, "find", None)
    with Journal.open(repository, cache=tmp_path / "cache") as journal:
        journal.refresh()
        assert not journal.find_first_commits()
        assert len(journal.search("has:date").hits) == 5
