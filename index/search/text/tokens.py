"""The words of a text, the same for posts and for queries.

Latin and other alphabetic words are terms as they stand, folded, together with their parts:
``snake_case`` gives ``snake_case``, ``snake`` and ``case``. Korean, Chinese and Japanese have no
word borders to rely on, so that a run of their characters gives every character and every pair of
neighbours; blanks inside a run are passed over, because writers differ in where they put them. A
symbol such as → or ✅ is a term.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import chain

from index import hangul
from index.folding import composed as composed
from index.folding import fold as fold
from index.lazy_pattern import lazy_pattern

from . import greek

CJK = (
    "\u1100-\u11ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003134f"
)
"""Hangul, kana and Han, as the inside of a regular expression's character class."""

LETTERS = rf"[^\W_{CJK}]"
"""A letter or a digit of any other script, as a regular expression."""

SYMBOLS = "\u2190-\u23ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff\U0001f000-\U0001faff"
"""Arrows, operators, stars, check marks and emoji that are found by themselves, as the inside of a
regular expression's character class."""

_SYMBOL = rf"(?!\w)[{SYMBOLS}]"

_BLANK = r"(?:[^\S\n]*\n[^\S\n]*|[^\S\n]+)"
_RUN = rf"[{CJK}]++(?:{_BLANK}[{CJK}]++)*+"


class _Patterns:
    """The expressions for the words of a text, compiled when first used.

    One with ``CJK`` takes some milliseconds to compile, so that texts in ASCII have their own.

    Args:
        letters: A letter or a digit of a word.
        run: A run.
        symbol: A symbol.
        before_dot: What does not stand before the dot of a word such as ``.NET``, as the inside of
            a character class.
    """

    def __init__(self, letters: str, run: str, symbol: str, before_dot: str) -> None:
        undotted = rf"{letters}++(?:[._'’-]++{letters}++)*+(?:\+\+|\#)?+"
        word = rf"(?:(?<![{before_dot}])\.)?+{undotted}"
        self._sources = letters, run, symbol, word

    @cached_property
    def part(self) -> re.Pattern[str]:
        """The letters-only parts of a word."""
        return re.compile(f"{self._sources[0]}+")

    @cached_property
    def word(self) -> re.Pattern[str]:
        """Words."""
        return re.compile(self._sources[3])

    @cached_property
    def token(self) -> re.Pattern[str]:
        """Runs, words and symbols, as the groups ``run``, ``word`` and ``symbol``."""
        _, run, symbol, word = self._sources
        return re.compile(f"(?P<run>{run})|(?P<word>{word})|(?P<symbol>{symbol})")


_ANY = _Patterns(LETTERS, _RUN, _SYMBOL, rf"\w{CJK}.")
_ASCII = _Patterns(r"[^\W_]", "(?!)", "(?!)", r"\w.")


def _patterns(text: str) -> _Patterns:
    """The expressions for a text."""
    return _ASCII if text.isascii() else _ANY


_CJK_RANGES = [(part[0], part[2]) for part in re.findall(".-.", CJK)]
_HUMP = lazy_pattern(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_CLUSTER = lazy_pattern(".[\u0300-\u036f\u3099\u309a\uff9e\uff9f]*", re.DOTALL)
_WHITESPACE = lazy_pattern(r"\s+")
_PARAGRAPHS = lazy_pattern(r"\n\s*\n")
_LOOSE = rf" (?:(?=[{CJK}])|(?<=[{CJK}] ))"


SHORTEST_RUN, LONGEST_RUN = 3, 40
"""How many characters the runs have that are kept whole."""


@cache
def expression(source: str) -> re.Pattern[str]:
    """A regular expression, compiled when first used: one with ``CJK`` takes milliseconds."""
    return re.compile(source)


def _is_cjk(character: str) -> bool:
    """Whether a character is one of ``CJK``."""
    return any(first <= character <= last for first, last in _CJK_RANGES)


def _is_letter(character: str) -> bool:
    """Whether a character is one of ``LETTERS``."""
    return character.isalnum() and not _is_cjk(character)


def has_both(text: str) -> bool:
    """Whether there are characters of ``CJK`` and of ``LETTERS`` in a text."""
    return not text.isascii() and any(map(_is_cjk, text)) and any(map(_is_letter, text))


def spaced(text: str) -> str:
    """The folded text with each blank as one space, and an empty line as a line feed.

    Blanks at both ends are left out.
    """
    return "\n".join([" ".join(part.split()) for part in _PARAGRAPHS.split(fold(text))])


def squeezed(text: str) -> str:
    """What ``spaced`` gives, without the blanks beside Korean, Chinese and Japanese characters.

    A phrase is a substring of a text when the squeezed phrase is one of the squeezed text, up to
    the borders of Latin words.
    """
    return text if text.isascii() or " " not in text else expression(_LOOSE).sub("", text)


def count(text: str) -> Counter[str]:
    """The terms of a text and how often each stands in it."""
    return count_with_runs(text)[0]


def count_with_runs(text: str) -> tuple[Counter[str], list[str]]:
    """The terms of a text, and what of its runs stands between blanks, each once.

    A phrase that is a run and stands in one of these stands in the text. They are neither the
    short ones, which are terms themselves, nor the very long.
    """
    terms: Counter[str] = Counter()
    pieces: set[str] = set()
    if not text.isascii():
        text = composed(text)
        parted = [run.split() for run in expression(_RUN).findall(fold(text))]
        pieces.update(chain.from_iterable(parted))
        runs = "\n".join(map("".join, parted))
        terms.update(runs)
        terms.update(map(str.__add__, runs, runs[1:]))
        for term in [term for term in terms if "\n" in term]:
            del terms[term]
        terms.update(expression(_SYMBOL).findall(text))
    # Most words of a text stand in it more than once.
    for word, times in Counter(_patterns(text).word.findall(text)).items():
        for term in word_terms(word):
            terms[term] = terms.get(term, 0) + times
    terms.update(letter for letter, _ in greek.letters_named(text))
    return terms, [piece for piece in pieces if SHORTEST_RUN <= len(piece) <= LONGEST_RUN]


def word_terms(word: str) -> tuple[str, ...]:
    """A Latin word and its parts, folded, each once: ``C++`` gives ``c++`` and ``c``.

    A Greek letter that stands alone is its name as well.
    """
    if word.isascii() and word.isalnum() and (word[1:].islower() or len(word) == 1):
        return (word.lower(),)  # most words are such
    terms = {fold(word): None}
    for part in _patterns(word).part.findall(word):
        terms[fold(part)] = None
        for hump in _HUMP.split(part):
            terms[fold(hump)] = None
    return (*terms, *(name for name in greek.names_in(word.casefold()) if name not in terms))


@dataclass(frozen=True, slots=True)
class NormalizedPhrase:
    """What a post must hold for a text to stand in it.

    ``terms`` must all be in one field; where ``prefix`` is true the last of them may go on. Where
    ``exact`` is false that says not yet enough, and ``text``, squeezed, has to be found in the
    field. ``spaced`` is the text with its blanks as typed. ``run`` says that the text is a run
    without any.
    """

    text: str
    spaced: str
    terms: tuple[str, ...]
    prefix: bool
    exact: bool
    run: bool


@lru_cache(maxsize=256)
def normalized_phrase(text: str, *, prefix: bool = False) -> NormalizedPhrase | None:
    """The phrase of a word or a phrase; None where there is nothing in it that can be found.

    With ``prefix`` a Latin word at its end stands for all words that begin with it.
    """
    text = composed(text)
    terms: list[str] = []
    matches = list(_patterns(text).token.finditer(text))
    if not matches:
        return None
    for match in matches:
        if match.lastgroup == "run":
            run = _WHITESPACE.sub("", match[0])
            terms.extend([run] if len(run) == 1 else map(str.__add__, run, run[1:]))
        elif match.lastgroup == "symbol":
            terms.append(match[0])
        else:
            terms.extend(_needed(match[0]))
    ends_in_word = matches[-1].lastgroup == "word"
    found = text[matches[0].start() : matches[-1].end()]
    folded = spaced(found)
    simple = len(terms) == 1 and (matches[0].lastgroup != "word" or terms[0] == folded)
    one_run = all(map(_is_cjk, folded))
    return NormalizedPhrase(
        squeezed(folded), folded, tuple(terms), prefix and ends_in_word, simple, one_run
    )


def _needed(word: str) -> list[str]:
    if word.endswith(("++", "#")) or word.startswith("."):
        return [fold(word)] if len(_patterns(word).part.findall(word)) == 1 else word_parts(word)
    return word_parts(word)


def word_parts(word: str) -> list[str]:
    """The letters-only parts of a word, folded, in order: ``node.js`` gives ``node``, ``js``."""
    return [fold(part) for part in _patterns(word).part.findall(word)]


def pattern(wanted: NormalizedPhrase) -> re.Pattern[str]:
    """Finds the phrase in a squeezed text, with Latin words at its ends kept whole."""
    return _compiled(wanted.text, wanted.prefix)


@lru_cache(maxsize=512)
def _compiled(text: str, prefix: bool) -> re.Pattern[str]:
    before = rf"(?<!{LETTERS})" if _is_letter(text[:1]) else ""
    after = rf"(?!{LETTERS})" if _is_letter(text[-1:]) and not prefix else ""
    return re.compile(before + re.escape(text) + after)


def marks(wanted: NormalizedPhrase) -> re.Pattern[str]:
    """Finds the phrase in a folded text that still has its blanks."""
    return _marking(wanted.text, wanted.prefix)


@lru_cache(maxsize=512)
def _marking(text: str, prefix: bool) -> re.Pattern[str]:
    loose = rf"(?:{_BLANK})?"
    parts = [
        rf"{_BLANK}" if c == " " else re.escape(c) + (loose if _joins(text, i) else "")
        for i, c in enumerate(text)
    ]
    before = rf"(?<!{LETTERS})" if _is_letter(text[:1]) else ""
    after = rf"(?!{LETTERS})" if _is_letter(text[-1:]) and not prefix else ""
    other = greek.LETTERS.get(text) or greek.NAMES.get(text)
    either = f"(?:{''.join(parts)}|{other})" if other else "".join(parts)
    return re.compile(before + either + after)


def _joins(text: str, i: int) -> bool:
    pair = text[i : i + 2]
    return len(pair) == 2 and " " not in pair and any(map(_is_cjk, pair))


def folded_with_offsets(text: str) -> tuple[str, list[int]]:
    """The folded text and, for each of its characters, where in ``text`` it comes from.

    The list has one entry more, for the end.
    """
    folded: list[str] = []
    offsets: list[int] = []
    for match in _CLUSTER.finditer(text):
        piece = fold(match[0])
        folded.append(piece)
        offsets.extend([match.start()] * len(piece))
    offsets.append(len(text))
    return "".join(folded), offsets


def words(text: str) -> Iterator[str]:
    """The words and runs of a text as they stand."""
    for match in _patterns(text).token.finditer(text):
        yield match[0]


def piece(word: str) -> re.Pattern[str]:
    """Finds one word of a phrase in a folded text, even as a part of a longer word."""
    return re.compile(re.escape(fold(word)))


def trimmed(text: str) -> str:
    """The text from the first of what can be found in it to the last; empty where nothing can."""
    matches = list(_patterns(text).token.finditer(text))
    return text[matches[0].start() : matches[-1].end()] if matches else ""


@lru_cache(maxsize=64)
def initials_pattern(text: str) -> re.Pattern[str]:
    """Finds initial consonants, and syllables among them, in folded text: ㄱㅅ하강 in 경사 하강법.

    Blanks and marks may stand between them, and a consonant may stand for itself.
    """
    return re.compile(r"[\W_]*".join(map(_beginning_so, text)))


def _beginning_so(character: str) -> str:
    if character not in hangul.INITIALS:
        return re.escape(character)
    first, after = hangul.syllables_beginning(character)
    return f"[{character}{first}-{chr(ord(after) - 1)}]"


def initials(text: str) -> str:
    """The consonants that its syllables begin with: 경사 하강법 gives ㄱㅅㅎㄱㅂ.

    Blanks and marks are passed over; letters and digits that are no Hangul leave one blank between
    what stands before and after them. Empty where there is no Hangul.
    """
    return "" if text.isascii() else " ".join(text.translate(_INITIALS).split())


class _Initials(dict[int, str]):
    """What a character leaves of a text where only initial consonants count, found out once."""

    def __missing__(self, place: int) -> str:
        character = chr(place)
        found = hangul.initial(character) or (" " if character.isalnum() else "")
        self[place] = found
        return found


_INITIALS = _Initials()
