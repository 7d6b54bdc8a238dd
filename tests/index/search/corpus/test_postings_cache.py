"""Looking up terms, alone and together."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from index.search.corpus.arrays import summed_many
from index.search.corpus.postings_cache import PostingsCache, summed
from index.search.corpus.postings_source import MemoryPostingsSource, SortedTerms

LAST = chr(0x10FFFF)
WORDS = st.text(alphabet="ab가나\U0001f600", min_size=1, max_size=4)


@given(st.sets(WORDS), WORDS | st.just(""))
def test_terms_are_found_by_their_beginning_and_by_what_they_hold(
    words: set[str], text: str
) -> None:
    terms = SortedTerms(sorted(words))
    begun = sorted(word for word in words if word.startswith(text))
    assert terms.between(text, text + LAST) == begun
    if text:
        assert terms.containing(text) == sorted(word for word in words if text in word)


@given(st.lists(st.dictionaries(WORDS, st.integers(1, 300), max_size=4), max_size=6))
def test_terms_that_begin_alike_are_summed(counted: list[dict[str, int]]) -> None:
    source = MemoryPostingsSource([{"body": words} for words in counted])
    sums: Counter[int] = Counter()
    for number, words in enumerate(reversed(counted)):
        sums[number] = sum(times for word, times in words.items() if word.startswith("a"))
    wanted = {number: times for number, times in sums.items() if times}
    postings = PostingsCache(source).postings_with_prefix("body", "a", lambda: False)
    assert dict(zip(postings.posts, postings.times, strict=True)) == wanted
    each = [source.postings("body", term) for term in source.terms("body").between("", LAST)]
    if each:
        few, many = summed(each), summed_many(each)
        assert (few.posts, list(few.times)) == (many.posts, list(many.times))
    assert isinstance(postings.posts, BitMap)
