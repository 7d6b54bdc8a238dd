"""What is said of many texts at once is what is said of each of them by itself."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.search.text import tokens
from index.search.text.batch import Batch
from index.search.text.characters import Numbers
from index.search.text.phrases import stream
from index.search.text.term_keys import spelled
from index.search.text.vocabulary import Vocabulary, Words

_ALPHABET = "가나다 abC.+#-_\n\t'1é東アＡｶﾞß\u0301α\\λl(，😀𠀀→✅’“øæёά①\ufe0f"
_texts = st.lists(st.text(_ALPHABET, max_size=30) | st.text(max_size=30), min_size=1, max_size=4)


def batch(texts: Sequence[str]) -> Batch:
    """The texts in the second of three fields."""
    return Batch({"title": texts[::-1], "body": texts, "code": [""] * len(texts)})


def texts_of(keys: Numbers, vocabulary: Vocabulary) -> list[str]:
    ordered, back = np.unique(keys, return_inverse=True)
    texts = spelled(ordered, vocabulary)
    characters = [text for text in texts if text.removesuffix(" ") not in vocabulary]
    assert characters == sorted(characters)
    return [texts[place] for place in back]


def counted(texts: Sequence[str]) -> list[tuple[Counter[str], set[str]]]:
    """The terms and the runs of each text."""
    vocabulary = Vocabulary()
    terms = dict(batch(texts).terms(Words(vocabulary)))["body"]
    runs = dict(batch(texts).runs(vocabulary))["body"]
    found: list[tuple[Counter[str], set[str]]] = [(Counter(), set()) for _ in texts]
    for text, post in zip(texts_of(terms.keys, vocabulary), terms.posts.tolist(), strict=True):
        found[post][0][text] += 1
    for text, post in zip(texts_of(runs.keys, vocabulary), runs.posts.tolist(), strict=True):
        found[post][1].add(text)
    return found


def streamed(texts: Sequence[str]) -> list[list[str]]:
    """The tokens of each text, place by place."""
    vocabulary = Vocabulary()
    found = dict(batch(texts).streams(vocabulary))["body"]
    places = [""] * found.length
    for text, place in zip(texts_of(found.keys, vocabulary), found.places.tolist(), strict=True):
        assert not places[place]
        places[place] = text
    ends = [*found.starts.tolist()[1:], found.length]
    return [places[s : e - 1] for s, e in zip(found.starts.tolist(), ends, strict=True)]


def without_signs_before(found: list[str]) -> list[str]:
    begins = bool(found) and re.match(rf"[{tokens.CJK}]|[^\W_]", found[0]) is not None
    return found if begins else found[1:]


def agree(texts: Sequence[str]) -> None:
    for text, (terms, runs) in zip(texts, counted(texts), strict=True):
        expected, pieces = tokens.count_with_runs(text)
        assert terms == expected
        assert runs == set(pieces)
    for text, found in zip(texts, streamed(texts), strict=True):
        assert found == without_signs_before(stream(tokens.spaced(text)))


@given(_texts)
def test_each_text_has_the_terms_and_tokens_that_it_has_alone(texts: list[str]) -> None:
    agree([text.replace("\0", "") for text in texts])


def test_posts_have_the_terms_and_tokens_that_they_have_alone(corpus: Path) -> None:
    paths = sorted(corpus.rglob("*.md"))
    paths = paths[:: len(paths) // 30]
    texts = (path.read_text("utf-8", "replace").replace("\0", "") for path in paths)
    agree([unicodedata.normalize("NFC", text) for text in texts])


def test_no_text_at_all() -> None:
    assert counted([""]) == [(Counter(), set())]
    assert streamed([""]) == [[]]
