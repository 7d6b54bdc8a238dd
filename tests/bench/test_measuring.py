"""What is measured is what is meant: the same journals, questions and posts found."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.journal import Journal
from tests.bench import commands
from tests.bench.corpus import body_mark, kept_journal, title_mark
from tests.bench.peers.build import engine
from tests.bench.peers.ilgi import Ilgi
from tests.bench.peers.questions import questions
from tests.bench.peers.texts import Text, texts

_POSTS = 60


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kept_journal(tmp_path_factory.mktemp("journals"), _POSTS)


@pytest.fixture(scope="module")
def posts(journal: Path) -> list[Text]:
    return list(texts(journal))


def test_a_seed_makes_the_same_journal_again(journal: Path, tmp_path: Path) -> None:
    again = kept_journal(tmp_path, _POSTS)
    for file in sorted((journal / "_posts").iterdir()):
        assert (again / "_posts" / file.name).read_bytes() == file.read_bytes()


def test_every_post_is_whole_and_marked(journal: Path, tmp_path: Path) -> None:
    with Journal.open(journal, cache=tmp_path) as opened:
        opened.refresh()
        assert opened.problems == ()
        assert len(opened.posts) == _POSTS
        assert opened.posts[0].title.startswith(title_mark(_POSTS))
        assert opened.document(opened.posts[0].path).prose.lstrip().startswith(body_mark(_POSTS))
        assert opened.facets().series


@pytest.mark.parametrize("name", ["FTS5", "tantivy"])
def test_peers_find_what_we_find(
    name: str, journal: Path, posts: list[Text], tmp_path: Path
) -> None:
    """All but what ilgi finds besides: words in camelCase, Korean across blanks."""
    if name == "tantivy":
        pytest.importorskip("tantivy")
    kind = engine(name)
    kind.build(tmp_path, posts)
    peer = kind.open(tmp_path)
    ilgi = Ilgi(journal, tmp_path / "cache")
    ours = theirs = 0
    for question in questions(posts, 6):
        if question.kind == "phrase":  # to peers, words are neighbours across a full stop
            continue
        total, first = ilgi.ask(question)
        answer = peer.ask(question)
        assert answer is not None
        assert answer[0] <= total, question
        if question.newest and answer[0] == total:
            assert [posts[number - 1].path for number in answer[1]] == first
        ours, theirs = ours + total, theirs + answer[0]
    assert theirs >= 0.95 * ours


def test_commands_are_run_beside_a_program_that_looks_into_files(tmp_path: Path) -> None:
    found = commands.measure(tmp_path, 3, 1)
    assert {each.command.partition(" ")[0] for each in found} == {"search", "list", "show", "tags"}
    assert all(each.wall_ms > 0 and each.peer_ms > 0 and each.ratio > 0 for each in found)
    assert all("grep" in each.peer for each in found)
