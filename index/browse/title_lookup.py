"""Names like a text that is typed: titles, tags and categories, the likeliest first.

Names are compared folded, and blanks beside Korean, Chinese and Japanese are forgiven. A name may
hold the text, all of its words, or syllables that begin with its consonants (ㄱㅅㅎㄱ is in
경사하강법); where none does, those come that hold what the other keyboard layout would have typed
(``rudtk`` is 경사), or else those that differ by some letters or jamo.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, overload

from index import hangul
from index.errors import Cancelled
from index.hangul import INITIALS, initial
from index.lazy_pattern import lazy_pattern
from index.post import Post
from index.results import NameMatch, TitleMatch
from index.search.text.tokens import CJK, fold, folded_with_offsets, initials, spaced, squeezed

if TYPE_CHECKING:
    from .lookup import LookupTables

Range = tuple[int, int]
"""``[start, end)`` in the characters of a name."""

_LEAST_TO_DIFFER = 3
_MOST_THAT_DIFFER = 50
_LIKENESS = 80.0
_AT_ONCE = 2_000
_CJK = lazy_pattern(f"[{CJK}]")
_HANGUL = lazy_pattern(f"[가-힣{INITIALS}ㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄ]+")
_BLANKS = lazy_pattern(r"[^\S\n]+")
_AT_ENDS = lazy_pattern(r"^ | $", re.MULTILINE)
_SIGNS_BEFORE = lazy_pattern(r"^\W+")
_SIGNS_AROUND = lazy_pattern(r"^\W+|(?<!\W)\W+\Z")
_CONSONANTS = lazy_pattern("[ㄱ-ㅎ]")
_PER_INITIAL = 588


class NameLookup:
    """Names in an order of their own, which holds among those that are equally like a text."""

    def __init__(self, names: Sequence[str]) -> None:
        self._spaced: list[str] = []
        self._squeezed: list[str] = []
        for start in range(0, len(names), _AT_ONCE):
            spaced = _spaced_all(names[start : start + _AT_ONCE])
            self._spaced.extend(spaced.split("\n"))
            self._squeezed.extend(squeezed(spaced).split("\n"))

    @cached_property
    def _initials(self) -> list[str]:
        return [initials(name) for name in self._squeezed]

    @cached_property
    def _jamo(self) -> list[str]:
        return [_decomposed(name) for name in self._squeezed]

    def like(
        self, text: str, *, first: Iterable[int] = (), cancelled: Callable[[], bool]
    ) -> Sequence[int]:
        """The places of all names like a text, as ``like_as_meant`` gives them.

        Args:
            text: What was typed.
            first: Places that come first among those equally like it, in this order.
            cancelled: Asked often.

        Raises:
            Cancelled: ``cancelled`` said so.
        """
        return self.like_as_meant(text, first=first, cancelled=cancelled)[1]

    def like_as_meant(
        self, text: str, *, first: Iterable[int] = (), cancelled: Callable[[], bool]
    ) -> tuple[str, Sequence[int]]:
        """The places of all names like a text, the likeliest first; of all where it is blank.

        Exact ones come first, then those that are it but for signs around it, those that begin with
        it, be it behind signs, those with a word that does, those that hold it, its words in any
        order, and its consonants; where there are none of these, those of what the other keyboard
        layout would have typed, or else those that differ somewhat.

        Args:
            text: What was typed.
            first: Places that come first among those equally like it, in this order.
            cancelled: Asked often.

        Returns:
            The text that the names are like, which may be that of the other layout, and the places.

        Raises:
            Cancelled: ``cancelled`` said so.
        """
        wanted = squeezed(spaced(text))
        ahead = tuple(dict.fromkeys(first))
        if not wanted:
            return text, ahead_of_all(ahead, len(self._spaced))
        for meant in (text, *_by_other_layout(text)):
            if order := self._holding(meant, ahead, cancelled):
                return meant, order
        differing = len(wanted) >= _LEAST_TO_DIFFER
        return text, self._differing(wanted, cancelled) if differing else []

    def _holding(
        self, text: str, ahead: Sequence[int], cancelled: Callable[[], bool]
    ) -> Sequence[int]:
        """The places of the names that hold a text in one of the ways of ``_kinds``."""
        wanted = squeezed(spaced(text))
        order: list[int] = []
        for places in self._kinds(text, wanted, cancelled):
            if cancelled():
                raise Cancelled
            order.extend(_with_first(places, ahead))
        return order

    def _kinds(
        self, text: str, wanted: str, cancelled: Callable[[], bool]
    ) -> Iterator[Sequence[int]]:
        """The places of the names of each kind, in their order, the likeliest kind first."""
        typed = spaced(text)
        holding = _holding(self._squeezed, [wanted], cancelled)
        begun, inside = _parted(holding, lambda place: _begins(self._squeezed[place], wanted))
        whole, begun = _parted(begun, lambda place: len(self._squeezed[place]) == len(wanted))
        yield from _parted(whole, lambda place: self._spaced[place] == typed)
        bare = _SIGNS_AROUND.sub("", wanted)
        yield from _parted(
            begun, lambda place: _SIGNS_AROUND.sub("", self._squeezed[place]) == bare
        )
        word = re.compile(rf"(?<!\w){_spelled(wanted).pattern}")
        yield from _parted(inside, lambda place: word.search(self._spaced[place]) is not None)
        words = [squeezed(part) for part in typed.split()]
        if len(words) > 1:
            scattered = _holding(self._squeezed, words, cancelled)
            yield _without(scattered, holding)
        if _asks_for_consonants(wanted):
            yield from self._spelled_by(wanted, holding, cancelled)

    def _spelled_by(
        self, wanted: str, known: Sequence[int], cancelled: Callable[[], bool]
    ) -> tuple[list[int], list[int]]:
        """The places of names with syllables that begin so, at their beginning and elsewhere."""
        letters = initials(wanted)
        found = _without(_holding(self._initials, [letters], cancelled), known)
        if letters != wanted:
            spelled = _spelled(wanted)
            found = [place for place in found if spelled.search(self._spaced[place])]
        return _parted(found, lambda place: self._initials[place].startswith(letters))

    def _differing(self, wanted: str, cancelled: Callable[[], bool]) -> list[int]:
        """The places of names with a part that differs by some letters, the nearest first."""
        from rapidfuzz import fuzz, process

        decomposed = _decomposed(wanted)
        least = int(len(decomposed) * _LIKENESS / 100)
        best: list[tuple[float, int]] = []
        for start in range(0, len(self._jamo), _AT_ONCE):
            if cancelled():
                raise Cancelled
            names = self._jamo[start : start + _AT_ONCE]
            near = process.extract(
                decomposed,
                names,
                scorer=fuzz.partial_ratio,
                score_cutoff=_LIKENESS,
                limit=_MOST_THAT_DIFFER,
            )
            best.extend((-score, start + at) for name, score, at in near if len(name) >= least)
        return [place for _, place in sorted(best)[:_MOST_THAT_DIFFER]]


class TitleMatches(Sequence[TitleMatch]):
    """Posts that were found by their titles, each with what of its title matches.

    What matches is worked out only when an item is asked for.

    Args:
        posts: All posts.
        places: The indices of what was found, in the order to give it in: in ``posts``, and behind
            them in ``others``.
        text: What was typed.
        others: Other names of posts, each with the index of its post.
    """

    def __init__(
        self,
        posts: Sequence[Post],
        places: Sequence[int],
        text: str,
        others: Sequence[tuple[int, str]] = (),
    ) -> None:
        self._posts = posts
        self._places = places
        self._text = text
        self._others = others

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> TitleMatch: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[TitleMatch, ...]: ...
    def __getitem__(self, index: int | slice) -> TitleMatch | tuple[TitleMatch, ...]:
        if isinstance(index, slice):
            return tuple(map(self._match, self._places[index]))
        return self._match(self._places[index])

    def _match(self, place: int) -> TitleMatch:
        if place >= len(self._posts):
            owner, alias = self._others[place - len(self._posts)]
            return TitleMatch(self._posts[owner], ranges(alias, self._text), alias)
        post = self._posts[place]
        return TitleMatch(post, ranges(post.title, self._text))


def titles_like(
    tables: LookupTables,
    text: str,
    recent: Sequence[str],
    cancelled: Callable[[], bool],
) -> TitleMatches:
    """Find posts by their titles, as ``PostLookup.titles_like`` describes.

    Args:
        tables: All posts, newest first, and the table of their titles and other names, which is
            asked for only where ``text`` is not blank.
        text: What was typed.
        recent: The paths of posts that come first among equals, in this order.
        cancelled: Called often; True stops.

    Raises:
        Cancelled: ``cancelled`` returned True.
    """
    posts = tables.posts
    at = {path: place for place, path in enumerate(recent)}
    first = (place for place, post in enumerate(posts) if post.path in at)
    ahead = sorted(first, key=lambda place: at[posts[place].path])
    if not text.strip():
        return TitleMatches(posts, ahead_of_all(ahead, len(posts)), text)
    typed = text
    text, places = tables.titles.like_as_meant(text, first=ahead, cancelled=cancelled)
    others = tables.other_names
    if others:
        places = _each_post_once(places, len(posts), others)
    if at_address := tables.at_address(typed):
        place = posts.index(at_address)
        places = [place, *(one for one in places if one != place)]
    return TitleMatches(posts, places, text, others)


def _each_post_once(
    places: Sequence[int], posts: int, others: Sequence[tuple[int, str]]
) -> list[int]:
    """Places of titles and other names, of each post only the likeliest.

    Args:
        places: The places, the likeliest first.
        posts: How many posts there are, whose titles come before the other names.
        others: The other names, each with the place of its post.
    """
    found: dict[int, int] = {}
    for place in places:
        found.setdefault(place if place < posts else others[place - posts][0], place)
    return [*found.values()]


def names_like(
    each: Sequence[NameMatch], names: NameLookup, text: str, cancelled: Callable[[], bool]
) -> tuple[NameMatch, ...]:
    """Find tags and categories, as ``PostLookup.names_like`` describes.

    Args:
        each: All tags and categories, those of most posts first.
        names: The table of their names, in the same order.
        text: What was typed.
        cancelled: Called often; True stops.

    Raises:
        Cancelled: ``cancelled`` returned True.
    """
    text, places = names.like_as_meant(text, cancelled=cancelled)
    found = (each[place] for place in places)
    return tuple(replace(name, ranges=ranges(name.name, text)) for name in found)


def ahead_of_all(ahead: Sequence[int], count: int) -> Sequence[int]:
    """All places up to ``count``, those ``ahead`` before the others."""
    if not ahead:
        return range(count)
    chosen = set(ahead)
    return [*ahead, *(place for place in range(count) if place not in chosen)]


def ranges(name: str, text: str) -> tuple[Range, ...]:
    """Where in a name the text stands that ``NameLookup.like`` found it by, in order."""
    wanted = squeezed(spaced(text))
    if not wanted:
        return ()
    folded, offsets = folded_with_offsets(name)
    words = [squeezed(word) for word in spaced(text).split()]
    found = _found(folded, [wanted]) or _found(folded, words) or _nearest(folded, wanted)
    return tuple((offsets[start], _after(offsets, end, len(name))) for start, end in found)


def _by_other_layout(text: str) -> Iterator[str]:
    """What the same keys would have typed with the other keyboard layout, if that can be."""
    for typed_by in (hangul.typed_by, hangul.keys):
        words = [typed_by(word) for word in text.split()]
        if all(words):
            yield " ".join(words)


def _holding(
    names: Sequence[str], words: Sequence[str], cancelled: Callable[[], bool]
) -> list[int]:
    """The places of the names that hold all of some texts."""
    first, *others = words
    found: list[int] = []
    for start in range(0, len(names), _AT_ONCE):
        if cancelled():
            raise Cancelled
        part = enumerate(names[start : start + _AT_ONCE], start)
        found.extend([place for place, name in part if first in name])
    for word in others:
        found = [place for place in found if word in names[place]]
    return found


def _spaced_all(names: Sequence[str]) -> str:
    """Names as they are compared, with one space for each blank, a line each."""
    lines = fold("\n".join(name.replace("\n", " ") for name in names))
    return _AT_ENDS.sub("", _BLANKS.sub(" ", lines))


def _begins(name: str, wanted: str) -> bool:
    """Whether a name begins with a text, be it behind signs such as an emoji."""
    return name.startswith(wanted) or _SIGNS_BEFORE.sub("", name).startswith(wanted)


def _parted(places: Sequence[int], belongs: Callable[[int], bool]) -> tuple[list[int], list[int]]:
    """The places that belong to something, and those that do not."""
    found = [place for place in places if belongs(place)]
    return found, _without(places, found) if len(found) < len(places) else []


def _without(places: Sequence[int], others: Sequence[int]) -> list[int]:
    if not others:
        return [*places]
    known = set(others)
    return [place for place in places if place not in known]


def _with_first(places: Sequence[int], ahead: Sequence[int]) -> Sequence[int]:
    """Ascending places, those ``ahead`` before the others."""
    first = [place for place in ahead if _holds(places, place)]
    return [*first, *_without(places, first)] if first else places


def _holds(places: Sequence[int], place: int) -> bool:
    at = bisect_left(places, place)
    return at < len(places) and places[at] == place


def _asks_for_consonants(wanted: str) -> bool:
    return _HANGUL.fullmatch(wanted) is not None and _CONSONANTS.search(wanted) is not None


def _spelled(wanted: str) -> re.Pattern[str]:
    """Finds a squeezed text in a folded one, a consonant as any syllable it begins."""
    consonants = _asks_for_consonants(wanted)
    letters = [*chain.from_iterable(map(_single, wanted))] if consonants else [*wanted]
    gap = r"\W*" if consonants else r"\s*"
    parts: list[str] = []
    for letter, following in zip(letters, [*letters[1:], ""], strict=True):
        parts.append(r"\s+" if letter == " " else _letter(letter))
        if following and (_CJK.match(letter) or _CJK.match(following)):
            parts.append(gap)
    return re.compile("".join(parts))


def _single(letter: str) -> str:
    return letter if "가" <= letter <= "힣" else initial(letter)


def _letter(letter: str) -> str:
    if letter not in INITIALS:
        return re.escape(letter)
    first = ord("가") + INITIALS.index(letter) * _PER_INITIAL
    return f"[{letter}{chr(first)}-{chr(first + _PER_INITIAL - 1)}]"


def _found(folded: str, words: Iterable[str]) -> list[Range]:
    """All places of all the words; none where one of them is missing."""
    found: list[Range] = []
    for word in words:
        spans = [match.span() for match in _spelled(word).finditer(folded)]
        if not spans:
            return []
        found.extend(spans)
    separately: list[Range] = []
    for start, end in sorted(found):
        if separately and start < separately[-1][1]:
            separately[-1] = (separately[-1][0], max(end, separately[-1][1]))
        else:
            separately.append((start, end))
    return separately


def _nearest(folded: str, wanted: str) -> list[Range]:
    """The part of a name that is most like a text."""
    from rapidfuzz import fuzz

    places = [at for at, letter in enumerate(folded) for _ in _decomposed(letter)]
    best = fuzz.partial_ratio_alignment(_decomposed(wanted), _decomposed(folded))
    if best is None or not best.score or best.dest_start >= best.dest_end:
        return []
    return [(places[best.dest_start], places[best.dest_end - 1] + 1)]


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _after(offsets: Sequence[int], end: int, length: int) -> int:
    """Where in the name that ends which ends before ``end`` when folded."""
    after = bisect_right(offsets, offsets[end - 1], end)
    return offsets[after] if after < len(offsets) else length
