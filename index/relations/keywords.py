"""The words of a text that may tell what it is about, and where each of them stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from pyroaring import BitMap

from index.lazy_pattern import lazy_pattern
from index.search.corpus.postings_cache import PostingsCache
from index.search.text import tokens
from index.search.text.stop_words import STOP_WORDS
from index.syntax import BARE_ADDRESS

_MOST_CHARACTERS = 200_000
_LONGEST_HAN = 4
_FIELDS = ("title", "body")
_LETTER = lazy_pattern(tokens.LETTERS)
_TEX_COMMAND = lazy_pattern(r"\\(?:(?:begin|end)[ ]?\{[^{}\n]{0,40}\}|[A-Za-z]++)")
_WORD = lazy_pattern(
    rf"(?P<hangul>[가-힣]++)|(?P<han>[々\u3400-\u9fff]++)|[ァ-ヴー]++|{tokens.LETTERS}++"
)
_COMMON_HAN = lazy_pattern(
    "[的是了在不有和就也都还这那我你他她它们个为与及或等而被把让去从到对以其之来上下中说要会能可]"
)
_PARTICLE = lazy_pattern(
    r"(?<=..)(?:에서는|에서도|에서의|으로는|으로써|으로서|이라는|이라고|에게서|까지는"
    r"|에서|에게|에는|에도|으로|라는|라고|부터|까지|처럼|보다|마다|이란|하고|이나|이며|에"
    r"|은|는|이|가|을|를|의|로|와|과)$"
)
_DONE = lazy_pattern(
    r"(?<=..)(?:하|해|한|할|함|합|했|되|돼|된|될|됨|됩|됐|시키|시킨|시킬|시켜)"
    r"(?:는|다|며|고|면|여|서|지|기|야|니다|도록|지만|므로|려면|려고|였다|었다|을|를|은|데)*$"
)
_NO_NOUN = lazy_pattern(
    r".*(?:다|니다|며|지만|는데|려고|도록|려면|면서|어서|아서|어야|아야|으면|하게|어요|네요|까요)"
    r"|.?[은는을를]"
)


@dataclass(slots=True)
class Keywords:
    """Words by their folded form: how often each stands in a text, and how it is spelled there.

    Of Korean words, particles and what makes verbs of nouns are left out: 학습률을 is 학습률,
    초기화한다 is 초기화. Words that stand in any text, single letters, addresses and commands
    of TeX are none.
    """

    times: Counter[str] = field(default_factory=Counter)
    spelled: dict[str, str] = field(default_factory=dict)

    def add(self, text: str, weight: int = 1) -> None:
        """Count the words of a text, each ``weight`` times; of a very long one the first part."""
        text = text[:_MOST_CHARACTERS]
        if "://" in text:
            text = BARE_ADDRESS.sub(" ", text)
        if "\\" in text:
            text = _TEX_COMMAND.sub(" ", text)
        for word in _words(tokens.composed(text)):
            folded = tokens.fold(word)
            if folded not in STOP_WORDS:
                self.times[folded] += weight
                self.spelled.setdefault(folded, word)


def keywords(*texts: str) -> Keywords:
    """The words of some texts."""
    found = Keywords()
    for text in texts:
        found.add(text)
    return found


def standing(postings_cache: PostingsCache, word: str) -> BitMap:
    """The documents whose title or body a word stands in. Raises IndexCorrupt.

    A word of several Korean or Chinese characters is looked up by their pairs: it may be missing
    from some of them.
    """
    each = (
        BitMap.union(*(postings_cache.postings(f, t).posts for f in _FIELDS)) for t in _terms(word)
    )
    return BitMap.intersection(*each)


def times(postings_cache: PostingsCache, word: str, documents: BitMap) -> Iterator[tuple[int, int]]:
    """About how often a word is in the bodies of documents.

    Args:
        postings_cache: Where the postings of the word's terms are looked up.
        word: A folded word. One of several terms is counted as the rarest of them.
        documents: The documents to look at. Those whose bodies have not that term are left out.

    Yields:
        A document and the number of times.
    """
    all_postings = [postings_cache.postings("body", term) for term in _terms(word)]
    rarest = min(all_postings, key=lambda postings: len(postings.posts))
    for document, number in zip(*rarest, strict=True):
        if document in documents:
            yield document, number


def _terms(word: str) -> list[str]:
    """The terms of the index that a word is looked up by."""
    if len(word) > 1 and not _LETTER.match(word):
        return list(map(str.__add__, word, word[1:]))
    return [word]


def _words(text: str) -> Iterator[str]:
    for match in _WORD.finditer(text):
        word = match[0]
        if match["hangul"]:
            word = _stem(word)
        elif match["han"] and len(word) > _LONGEST_HAN:
            # Chinese has no blanks between words: pairs stand for them, but no common signs.
            for part in _COMMON_HAN.split(word):
                yield from map(str.__add__, part, part[1:])
            continue
        if len(word) > 1 and not word.isdigit():
            yield word


def _stem(word: str) -> str:
    """A Korean word without what is put after nouns; empty where it is hardly one."""
    done = _DONE.sub("", word)
    if done != word:
        return done
    stem = _PARTICLE.sub("", word)
    return "" if stem == word and _NO_NOUN.fullmatch(word) else stem
