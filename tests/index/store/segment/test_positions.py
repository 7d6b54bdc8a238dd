"""The places of tokens in a file: what was written is found, through mergers too, or is damaged."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh.filedb.filestore import FileStorage

from index.search.text import tokens
from index.search.text.batch import Batch
from index.search.text.phrases import PhraseTerm, phrase
from index.search.text.vocabulary import Vocabulary
from index.store.build import position_streams, runs, spill_file
from index.store.build.position_streams import PositionStreams
from index.store.catalog import IndexCorrupt
from index.store.segment import deltas
from index.store.segment.positions import HEADER, TokenPositions

TEXTS = (
    "그 경사 하강법을 썼다. The loss of a model",
    "경사 하강법, loss model",
    "",
    "loss, model\n\nloss model's 경사하강법",
    "the loss, 경사",
)


def written(
    path: Path, texts: dict[int, str], documents: dict[int, int] | None = None
) -> TokenPositions:
    made = PositionStreams(Vocabulary(), path.parent)
    for post, text in texts.items():
        made.add([post], Batch({"body": [text], "title": [""]}))
    return stored(made, path, documents or {post: post for post in texts})


def stored(made: PositionStreams, path: Path, documents: dict[int, int]) -> TokenPositions:
    made.write(path, [documents.get(post, 0) for post in range(max(documents) + 1)])
    return TokenPositions(FileStorage(str(path.parent)).open_file(path.name))


def standing(places: TokenPositions, text: str, *, prefix: bool = False) -> list[int]:
    needle = tokens.normalized_phrase(text, prefix=prefix)
    assert needle
    return list(places.following("body", phrase(needle).steps))


@given(st.lists(st.integers(0, deltas.MOST) | st.integers(0, 300)))
def test_numbers_come_back(numbers: list[int]) -> None:
    data, starts = deltas.encode(np.array(numbers, dtype=np.int64))
    back, ends = deltas.decode(data)
    assert back.tolist() == numbers
    assert ends.tolist() == starts[1:].tolist()


@pytest.mark.parametrize("data", [b"\x80", b"\x01\xff", b"\x80\x80\x80\x80\x80\x01"])
def test_what_was_not_encoded_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="number"):
        deltas.decode(data)


@pytest.mark.parametrize("at_once", [1, 1_000_000])
def test_phrases_stand_where_they_were_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(runs, "_AT_ONCE", at_once)
    monkeypatch.setattr(position_streams, "MOST_VALUES", at_once)
    monkeypatch.setattr(spill_file, "_MOST_WAITING", at_once)
    places = written(tmp_path / "a.places", dict(enumerate(TEXTS)), {0: 4, 1: 3, 2: 2, 3: 1, 4: 0})
    assert standing(places, "loss model") == [1, 3]
    assert standing(places, "경사하강법") == [1, 3, 4]
    assert standing(places, "the lo", prefix=True) == [0, 4]
    assert standing(places, "the lo") == []
    for field in ("title", "code"):
        assert not places.following(field, [PhraseTerm(0, ("loss",))])


def test_words_that_stand_often_are_found(tmp_path: Path) -> None:
    often = {0: "loss model " * 200, 1: "model loss", 2: "loss a model", 3: "loss model"}
    places = written(tmp_path / "a.places", often | {4: " ".join(f"w{n}" for n in range(300))})
    assert standing(places, "loss model") == [0, 3]
    assert standing(places, "model loss") == [0, 1]
    assert standing(places, "w27 w2", prefix=True) == [4]
    made = PositionStreams(Vocabulary(), tmp_path)
    made.extend(places, {0: 1, 2: 0, 3: 2})
    merged = stored(made, tmp_path / "b.places", {post: post for post in range(3)})
    assert standing(merged, "loss model") == [1, 2]


def test_merged_places_are_those_of_the_posts_that_stay(tmp_path: Path) -> None:
    old = written(tmp_path / "a.places", dict(enumerate(TEXTS)), {0: 4, 1: 3, 2: 2, 3: 1, 4: 0})
    other = written(tmp_path / "b.places", {0: "loss model", 1: "the loss of"})
    made = PositionStreams(Vocabulary(), tmp_path)
    made.extend(old, {0: 0, 3: 1, 4: 2})
    made.extend(other, {1: 3, 0: 4})
    merged = stored(made, tmp_path / "c.places", {post: post for post in range(5)})
    assert standing(merged, "loss model") == [1, 4]
    assert standing(merged, "the loss") == [0, 2, 3]
    assert standing(merged, "경사하강법") == [1, 2]


def test_what_is_altered_is_never_answered_from(tmp_path: Path) -> None:
    path = tmp_path / "a.places"
    written(path, dict(enumerate((*TEXTS, "loss model " * 70)))).close()
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(IndexCorrupt):
            everything(path)
    for end in (0, HEADER.size, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:end])
        with pytest.raises(IndexCorrupt):
            everything(path)


def everything(path: Path) -> None:
    places = TokenPositions(FileStorage(str(path.parent)).open_file(path.name))
    try:
        for field in places.fields:
            list(places.all(field))
    finally:
        places.close()
