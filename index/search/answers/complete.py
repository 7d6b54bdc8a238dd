"""What the text before the cursor may become: names of fields, and the values they take."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from time import monotonic

from pyroaring import BitMap

from index.errors import Cancelled
from index.lazy_pattern import lazy_pattern
from index.results import Completion, Marks
from index.search.corpus.collection import SearchCorpus
from index.search.corpus.facet_values import Kind
from index.search.corpus.postings_source import FIELDS, RUNS
from index.search.corpus.property_terms import FIELD as PROPERTY
from index.search.corpus.property_terms import beginning, parted
from index.search.matching import fuzzy
from index.search.matching.evaluate import Evaluation
from index.search.query import date_ranges, fields
from index.search.query.nodes import MatchAll
from index.search.query.parse import parse
from index.search.text import inflections, tokens

_MOST = 50
_MOST_WORDS = 3
"""So few that the hits under them stay in sight."""
_LEAST_OF_WORD = 2
_MOST_LOOKED_UP = 400
_MOST_CHARACTERS = 2_000
_SECONDS_FOR_COUNTS = 0.03
_NO_MARKS = Marks()
_KINDS: dict[str, Kind] = {
    "tag": "tag",
    "cat": "category",
    "person": "person",
    "series": "series",
}
_WITHOUT_FIELD = ("tag", "cat", "person", "series")
_NAME = lazy_pattern(r"([^\W\d]\w*(?:\.\w+)*):(?!//|:)|#")
_KEY = lazy_pattern(r"[^\W\d]\w*(?:\.\w+)*")
_VALUE = lazy_pattern(r'"(?:[^"\\]|\\.|\\\Z)*"?|[^\s(),"|]+', re.DOTALL)
_WORD = lazy_pattern(r'"(?:[^"\\]|\\.|\\\Z)*"?|[^\s()"|]+', re.DOTALL)
_ANY_OF = lazy_pattern(r"(?<!\S)OR(?!\S)|[|(]")
_HANGUL = lazy_pattern("[ㄱ-ㆎ가-힣]")
_SYLLABLES = lazy_pattern("[가-힣]+")


@dataclass(frozen=True, slots=True)
class _CursorContext:
    """The value or word ``[start, end)`` that the cursor stands in, of the atom ``[first, last)``.

    ``field`` is the one it belongs to, empty where it belongs to none.
    """

    start: int
    end: int
    first: int
    last: int
    field: str = ""


@dataclass(frozen=True, slots=True)
class _Choice:
    """A text that may stand there, what to show of it, and how many posts it would find."""

    text: str
    label: str
    posts: int | None


def completions(
    collection: SearchCorpus,
    query: str,
    cursor: int,
    today: date,
    *,
    marks: Marks = _NO_MARKS,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Completion, ...]:
    """What may stand in place of the value or word that the cursor is in, up to 50.

    What begins with the text before the cursor comes first, then what holds it, then what has its
    initial consonants, each the most frequent first, or the newest of dates. Words that begin so
    come last. Posts are counted among those that the rest of the query finds where that is soon
    known, else in the whole journal.

    Args:
        collection: The journal.
        query: The whole query.
        cursor: Before which of its characters the cursor stands.
        today: What dates are reckoned from.
        marks: What the reader has noted about posts.
        cancelled: Asked now and then.

    Raises:
        Cancelled: ``cancelled`` said so.
        IndexCorrupt: The index cannot be read.
    """
    cursor = max(0, min(cursor, len(query)))
    if cursor > _MOST_CHARACTERS:
        return ()
    place = _place(query, cursor, collection.has_property)
    typed = tokens.fold(query[place.start : cursor].strip('"').replace("\\", ""))
    within = _rest(collection, query, place, today, marks, cancelled)
    choices = _Choices(collection, Evaluation(collection, cancelled, marks), within, today)
    found: list[_Choice] = []
    if place.field:
        by_count = place.field not in fields.DATE_FIELDS
        found += _matching(choices.values(place.field, typed), typed, by_count=by_count)
    else:
        found += _matching(_names(typed), typed)
        if typed:
            keys = (_Choice(f"{key}:", f"{key}:", None) for key in choices.properties())
            found += _matching(keys, typed)
        for name in _WITHOUT_FIELD if typed else ():
            values = _matching(choices.values(name, typed), typed)
            found += (
                _Choice(f"{name}:{choice.text}", f"{name}:{choice.label}", choice.posts)
                for choice in values
            )
        if len(typed) >= _LEAST_OF_WORD and not query[place.start : cursor].startswith('"'):
            found = found[: _MOST - _MOST_WORDS] + list(choices.words(typed))
    return tuple(
        Completion(place.start, place.end, choice.text, choice.label, choice.posts)
        for choice in found[:_MOST]
    )


def _place(query: str, cursor: int, is_property: Callable[[str], bool]) -> _CursorContext:
    """Where the cursor is, told from the left, because quotes and brackets are."""
    groups: list[str] = []
    at = 0
    while at < cursor:
        if query[at] == "(":
            groups.append(groups[-1] if groups else "")
            at += 1
        elif query[at] == ")":
            if groups:
                groups.pop()
            at += 1
        elif query[at].isspace() or query[at] in "-|,":
            at += 1
        else:
            first, outer = at, groups[-1] if groups else ""
            field, at = _field(query, at, is_property)
            if field and query[at : at + 1] == "(":
                groups.append(field)
                at += 1
                continue
            spans = list(_spans(query, at, in_field=bool(field or outer)))
            at = spans[-1][1]
            for start, end in spans:
                if start <= cursor <= end:
                    return _CursorContext(start, end, first, at, field or outer)
    return _CursorContext(cursor, cursor, cursor, cursor, groups[-1] if groups else "")


def _field(query: str, at: int, is_property: Callable[[str], bool]) -> tuple[str, int]:
    """The field that is named here, empty where none is, and where its value begins."""
    match = _NAME.match(query, at)
    name = (match[1] or "tag").casefold() if match else ""
    name = fields.ALIASES.get(name, name)
    if match and name not in fields.NAMES and is_property(name):
        name = f"{fields.PROPERTY}{name}"
    is_known = name in fields.NAMES or name[:1] == fields.PROPERTY
    return (name, match.end()) if match and is_known else ("", at)


def _spans(query: str, at: int, *, in_field: bool) -> Iterator[tuple[int, int]]:
    """Where the values of a field, or the word, that begin here stand."""
    while True:
        match = (_VALUE if in_field else _WORD).match(query, at)
        end = match.end() if match else at
        yield at, end
        if not in_field or query[end : end + 1] != ",":
            return
        at = end + 1


def _rest(
    collection: SearchCorpus,
    query: str,
    place: _CursorContext,
    today: date,
    marks: Marks,
    cancelled: Callable[[], bool],
) -> BitMap:
    """The posts that the query finds without what is being typed; all where that is not clear."""
    if _ANY_OF.search(query):
        return collection.all
    left = query[: place.first].rstrip("-")
    rest = f"{left} {query[place.last :]} "
    node = parse(rest, today, collection.has_property, collection.latest_year).node
    if isinstance(node, MatchAll):
        return collection.all
    until = monotonic() + _SECONDS_FOR_COUNTS
    evaluation = Evaluation(collection, lambda: cancelled() or monotonic() > until, marks)
    try:
        node = fuzzy.expanded(collection, node, evaluation.cancelled)
        return evaluation.find(node, collection.all)
    except Cancelled:
        if cancelled():
            raise
        return collection.all


def _names(typed: str) -> Iterator[_Choice]:
    names = fields.KOREAN if _HANGUL.search(typed) else fields.NAMES
    for name in names:
        yield _Choice(f"{name}:", f"{name}:", None)


@dataclass(frozen=True, slots=True)
class _Choices:
    """The values of fields, and how many of some posts each would find."""

    collection: SearchCorpus
    evaluation: Evaluation
    within: BitMap
    today: date

    def properties(self) -> Iterator[str]:
        """The keys of front matter that may stand before a colon."""
        return (key for key in self.collection.property_keys if _KEY.fullmatch(key))

    def words(self, typed: str) -> Iterator[_Choice]:
        """The words of the journal that begin so, without particles, the most frequent first.

        Those of bodies are looked at only where there are not very many.
        """
        cache = self.collection.postings_cache
        documents: dict[str, BitMap] = {}
        for field in FIELDS:
            name = RUNS[field] if _SYLLABLES.fullmatch(typed) else field
            terms = cache.terms_with_prefix(name, typed)
            if len(terms) > _MOST_LOOKED_UP:
                continue
            for term in terms:
                word = _bare(term) if name != field else term
                if len(word) > len(typed) and word.startswith(typed):
                    documents.setdefault(word, BitMap()).update(cache.postings(name, term).posts)
        counted = [
            (documents[word].intersection_cardinality(self.within), word) for word in documents
        ]
        counted.sort(key=lambda each: (-each[0], len(each[1]), each[1]))
        for posts, word in counted[:_MOST_WORDS]:
            if posts:
                yield _Choice(word, word, posts)

    def values(self, name: str, typed: str) -> Iterator[_Choice]:
        """All values that a field knows, in their own order."""
        if name[:1] == fields.PROPERTY:
            yield from self._of_property(name[1:])
            return
        match name:
            case "tag" | "cat" | "person" | "series":
                yield from self._carried(_KINDS[name])
            case "lang":
                postings_cache = self.collection.postings_cache
                for language in postings_cache.terms_with_prefix("lang", ""):
                    yield from self._among(
                        language, postings_cache.postings("lang", language).posts
                    )
            case "has" | "is":
                for value in fields.HAS if name == "has" else fields.IS:
                    yield from self._told(name, value)
                for key in self.properties() if name == "has" and typed else ():
                    if key not in fields.SPELLINGS["has"]:
                        yield from self._told(name, key)
            case "sort":
                for value in fields.SORTS:
                    yield _Choice(value, value, None)
            case "date" | "updated" | "after" | "before":
                korean = _HANGUL.search(typed) is not None
                for word, meant in date_ranges.NAMES.items():
                    if korean == (word != meant):
                        yield from self._told(name, word, least=0)
                if name in {"date", "after", "before"}:
                    months = self.collection.values.names("month").documents
                    newest_first = sorted(months, reverse=True)
                    for month in sorted(newest_first, key=len):
                        yield from self._told(name, month)

    def _of_property(self, key: str) -> Iterator[_Choice]:
        postings_cache = self.collection.postings_cache
        for term in postings_cache.terms_with_prefix(PROPERTY, beginning(key)):
            value = parted(term)[1]
            if value:
                yield from self._among(value, postings_cache.postings(PROPERTY, term).posts)

    def _carried(self, kind: Kind) -> Iterator[_Choice]:
        names = self.collection.values.names(kind)
        for key in sorted(names.documents):
            yield from self._among(names.spelled[key], names.documents[key])

    def _among(self, value: str, documents: BitMap) -> Iterator[_Choice]:
        posts = documents.intersection_cardinality(self.within)
        if posts:
            yield _Choice(fields.quoted(value), value, posts)

    def _told(self, name: str, value: str, least: int = 1) -> Iterator[_Choice]:
        node = parse(f'{name}:"{value}"', self.today, self.collection.has_property).node
        posts = len(self.evaluation.find(node, self.within))
        if posts >= least:
            yield _Choice(fields.quoted(value), value, posts)


def _bare(run: str) -> str:
    """A run without the particles at its end."""
    return next((form.text for form in inflections.forms(run)), run)


def _matching(choices: Iterable[_Choice], typed: str, *, by_count: bool = True) -> list[_Choice]:
    """The choices that the text typed may become, the likeliest first."""
    initials = typed if typed and tokens.initials(typed) == typed else ""
    ranked: list[tuple[int, int, int, _Choice]] = []
    for place, choice in enumerate(choices):
        rank = _rank(tokens.fold(choice.label), typed, initials)
        if rank is not None:
            frequency = (choice.posts or 0) if by_count else 0
            ranked.append((rank, -frequency, place, choice))
    return [choice for *_, choice in sorted(ranked, key=lambda each: each[:3])]


def _rank(label: str, typed: str, initials: str) -> int | None:
    if label.startswith(typed):
        return 0
    if typed in label:
        return 1
    return 2 if initials and initials in tokens.initials(label) else None
