"""A phrase stands in a text exactly when its tokens follow each other in the text's stream."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.text import tokens
from index.search.text.phrases import PhraseTerm, phrase, stream

_PIECES = ("loss", "Model", "a", "경사", "하강", "법", "의", " ", " ", "\n\n", ".", "-", ", ", "_")
_texts = st.lists(st.sampled_from(_PIECES), max_size=12).map("".join)


def follows(found: list[str], steps: tuple[PhraseTerm, ...]) -> bool:
    def stands(step: PhraseTerm, start: int) -> bool:
        here = found[start + step.offset] if start + step.offset < len(found) else "\0"
        return any(here.startswith(t) if step.prefix else here == t for t in step.tokens)

    return any(all(stands(step, start) for step in steps) for start in range(len(found)))


@given(_texts, _texts, st.booleans())
def test_a_phrase_follows_where_it_stands(text: str, wanted: str, prefix: bool) -> None:
    needle = tokens.normalized_phrase(wanted, prefix=prefix)
    if needle is None:
        return
    spaced = tokens.spaced(text)
    made = phrase(needle)
    stands = tokens.pattern(needle).search(tokens.squeezed(spaced)) is not None
    follow = follows(stream(spaced), made.steps)
    assert follow == stands if made.sure else follow or not stands


@given(_texts, _texts, st.booleans())
def test_blanks_as_typed_follow_as_typed(text: str, wanted: str, prefix: bool) -> None:
    needle = tokens.normalized_phrase(wanted, prefix=prefix)
    if needle is None or not phrase(needle).sure or set(needle.spaced) & set(".-,_\n"):
        return
    spaced = tokens.spaced(text)
    before = rf"(?<!{tokens.LETTERS})" if needle.text[0].isascii() else ""
    after = rf"(?!{tokens.LETTERS})" if needle.text[-1].isascii() and not prefix else ""
    as_typed = re.search(before + re.escape(needle.spaced) + after, spaced) is not None
    assert follows(stream(spaced), phrase(needle).typed) == as_typed


@pytest.mark.parametrize(
    ("text", "tokens_of"),
    [
        ("loss model", ["loss", "model"]),
        ("loss, model", ["loss", ", ", "model"]),
        ("loss ---- model", ["loss", "", "model"]),
        ("adam 최적화를", ["adam ", "최적", "적화", "화를", "를"]),
        ("하강 법 (sgd)", ["하강", "강 법", "법", "(", "sgd"]),
    ],
)
def test_each_token_takes_a_place(text: str, tokens_of: list[str]) -> None:
    assert stream(tokens.spaced(text)) == tokens_of
