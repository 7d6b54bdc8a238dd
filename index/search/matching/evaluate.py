"""A query tree to the set of documents it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from pyroaring import BitMap

from index.errors import Cancelled
from index.lazy_pattern import lazy_pattern
from index.messages import Message
from index.results import Marks
from index.search.corpus.collection import SearchCorpus
from index.search.corpus.postings_source import FIELDS, INITIALS
from index.search.corpus.property_terms import FIELD, beginning
from index.search.query import fields
from index.search.query.nodes import (
    And,
    DateFilter,
    FacetFilter,
    FlagFilter,
    Initials,
    MarkFilter,
    MatchAll,
    Node,
    Not,
    NoteFilter,
    Or,
    PropertyFilter,
    Regex,
    Text,
    UnknownValue,
    leaves,
)
from index.search.text import tokens

from . import notes as noting
from . import properties
from .verify import Verifier

_NO_MARKS = Marks()
_CONSONANT = lazy_pattern("[ㄱ-ㅎ]")


@dataclass(slots=True)
class Match:
    """A text that was looked for: the documents it stands in, and those with it as typed.

    ``is_variant`` says that it is another way to write what was typed.
    """

    normalized: tokens.NormalizedPhrase
    fields: tuple[str, ...]
    found: BitMap = field(default_factory=BitMap)
    as_typed: BitMap = field(default_factory=BitMap)
    is_variant: bool = False


class Evaluation:
    """One search over a collection.

    ``matches`` are the texts that the result is scored by, by the text of the query. ``hints`` say
    what could not be searched.

    Args:
        collection: The posts.
        cancelled: Called often; True stops.
        marks: What the reader has noted about posts.
    """

    def __init__(
        self, collection: SearchCorpus, cancelled: Callable[[], bool], marks: Marks = _NO_MARKS
    ) -> None:
        self.collection = collection
        self.cancelled = cancelled
        self.matches: dict[Text, Match] = {}
        self._marks = marks
        self._verifier = Verifier(collection, cancelled)

    @property
    def hints(self) -> tuple[Message, ...]:
        """What the reader has to be told of this search."""
        return tuple(self._verifier.hints)

    def find(self, node: Node, within: BitMap) -> BitMap:
        """The documents of ``within`` that a node finds. Raises Cancelled."""
        if self.cancelled():
            raise Cancelled
        if not within:
            return within
        match node:
            case Text():
                return self._text(node, within)
            case Regex(pattern, field):
                return self._verifier.regex(pattern, (field,) if field else FIELDS, within)
            case Initials(text):
                # ㅋㅋ and ㅇㅅㅇ are written so.
                return self._begun_so(text, within) | self._text(Text(text, quoted=True), within)
            case FacetFilter():
                return self._value(node, within)
            case PropertyFilter(key):
                return within & self._property(key, node)
            case DateFilter("updated", span):
                return within & self.collection.updated.within(span.start, span.end)
            case DateFilter(_, span):
                return within & self.collection.dated.within(span.start, span.end)
            case FlagFilter(flag):
                return within & self.collection.values.names("flag").named(
                    fields.FLAGS.get(flag, flag)
                )
            case MarkFilter(mark):
                return self._marked(mark, within)
            case NoteFilter():
                return self._noted(node, within)
            case UnknownValue():
                return BitMap()
            case MatchAll():
                return within
            case Not(part):
                return within - self.find(part, within)
            case And(nodes):
                for part in sorted(nodes, key=_cost):
                    within = self.find(part, within)
                return within
            case Or(nodes):
                return BitMap().union(*(self.find(part, within) for part in nodes))

    def adjacency_match(self, node: Node, found: BitMap) -> Iterator[Match]:
        """The words of a query as one phrase, as far as terms tell where they stand together.

        That is where Korean, Chinese or Japanese characters meet, of which neighbours are terms.
        Raises Cancelled.
        """
        words = [leaf for leaf in leaves(node) if isinstance(leaf, Text)]
        if not isinstance(node, And) or len(words) < len(node.nodes) or any(map(_special, words)):
            return
        normalized = tokens.normalized_phrase(
            " ".join(word.text for word in words), prefix=words[-1].prefix
        )
        apart = [made.terms for word in words if (made := tokens.normalized_phrase(word.text))]
        if normalized is None or set(normalized.terms) <= set().union(*apart):
            return
        match = Match(normalized, FIELDS)
        for name in FIELDS:
            together = self._candidates(name, normalized, found)
            joined = self.collection.postings_cache.standing(name, normalized.text, self.cancelled)
            match.found |= together
            match.as_typed |= together - joined
        yield match

    def _begun_so(self, text: str, within: BitMap) -> BitMap:
        """Where initial consonants stand, looking into names for the syllables among them."""
        consonants = tokens.initials(text)
        found = within & self.collection.postings_cache.postings_of_terms_containing(
            INITIALS, consonants, self.cancelled
        )
        return found if consonants == text else self._verifier.initials(text, found)

    def _text(self, text: Text, within: BitMap) -> BitMap:
        normalized = tokens.normalized_phrase(text.text, prefix=text.prefix)
        if normalized is None:
            return BitMap()
        if text not in self.matches:
            sought = (text.field,) if text.field else FIELDS
            self.matches[text] = Match(normalized, sought, is_variant=text.is_variant)
        match = self.matches[text]
        if text.slop:
            self._match_within_slop(match, text.slop, within)
        else:
            self._match_exact(match, within)
        return match.found & within

    def _match_exact(self, match: Match, within: BitMap) -> None:
        """Where a text stands, looking into the texts of posts only for what terms leave open."""
        normalized = match.normalized
        if normalized.exact:
            match.found |= within & self._anywhere(match.fields, normalized)
            return
        unsure: list[tuple[str, BitMap]] = []
        for name in match.fields:
            candidates = self._candidates(name, normalized, within)
            if candidates:
                following = self.collection.postings_cache.following(name, normalized)
                if following is not None:
                    candidates &= following.found
                    if following.sure:
                        match.found |= candidates
                        match.as_typed |= candidates & following.as_typed
                        continue
                elif normalized.run:
                    standing = self.collection.postings_cache.standing(
                        name, normalized.text, self.cancelled
                    )
                    match.found |= candidates & standing
                    match.as_typed |= candidates & standing
                    candidates -= standing
                unsure.append((name, candidates))
        for name, candidates in unsure:
            found, as_typed = self._verifier.phrase(normalized, name, candidates - match.as_typed)
            match.found |= found
            match.as_typed |= as_typed

    def _anywhere(self, fields: tuple[str, ...], normalized: tokens.NormalizedPhrase) -> BitMap:
        """The documents with the one term of a phrase in any of some fields."""
        postings_cache, (term,) = self.collection.postings_cache, normalized.terms
        if normalized.prefix:
            each = postings_cache.beginning_everywhere(fields, term, self.cancelled)
        else:
            each = postings_cache.everywhere(fields, term)
        return BitMap().union(*(postings.posts for postings in each if postings.posts))

    def _candidates(self, name: str, normalized: tokens.NormalizedPhrase, within: BitMap) -> BitMap:
        """The documents of ``within`` with all terms of a phrase in a field."""
        postings_cache = self.collection.postings_cache
        *whole, last = normalized.terms
        if not normalized.prefix:
            whole.append(last)
        found = within
        bitmaps = (postings_cache.postings(name, term).posts for term in dict.fromkeys(whole))
        for bitmap in sorted(bitmaps, key=len):
            found = found & bitmap
            if not found:
                return found
        if normalized.prefix:
            found = found & postings_cache.postings_with_prefix(name, last, self.cancelled).posts
        return found

    def _match_within_slop(self, match: Match, apart: int, within: BitMap) -> None:
        """Where the words of a phrase follow each other, some others between them."""
        words = [
            made
            for word in match.normalized.spaced.split()
            if (made := tokens.normalized_phrase(word))
        ]
        for name in match.fields:
            candidates = within - match.found
            for word in words:
                candidates = self._candidates(name, word, candidates)
            following = self.collection.postings_cache.following(name, match.normalized)
            if following is not None and following.sure:
                match.found |= candidates & following.found
                candidates -= following.found
            match.found |= self._verifier.near(match.normalized, words, apart, name, candidates)

    def _value(self, value: FacetFilter, within: BitMap) -> BitMap:
        wanted = tokens.fold(value.value).strip()
        collection = self.collection
        match value.field:
            case "tag" | "cat":
                names = collection.values.names("tag" if value.field == "tag" else "category")
                found = names.named(wanted.strip("/"), prefix=value.prefix)
                if not found and _CONSONANT.search(wanted):
                    found = names.matching(tokens.initials_pattern(wanted))
                return within & found
            case "person":
                return within & collection.values.names("person").containing(wanted)
            case "series":
                return within & collection.values.names("series").containing(wanted)
            case "path":
                return BitMap([n for n in within if wanted in collection.paths[n]])
            case "link":
                return BitMap([n for n in within if wanted in collection.links[n]])
            case "lang" if value.prefix:
                begun = collection.postings_cache.postings_with_prefix(
                    "lang", wanted, self.cancelled
                )
                return within & begun.posts
            case "lang":
                return within & collection.postings_cache.postings("lang", wanted).posts

    def _property(self, key: str, wanted: PropertyFilter) -> BitMap:
        postings_cache, begin = self.collection.postings_cache, beginning(key)
        terms = postings_cache.terms_with_prefix(FIELD, begin)
        if wanted.value:
            terms = [term for term in terms if properties.holds(term[len(begin) :], wanted)]
        return postings_cache.postings_of_any(FIELD, terms, self.cancelled)

    def _marked(self, mark: str, within: BitMap) -> BitMap:
        match mark:
            case "bookmarked":
                return within & self._at(self._marks.bookmarked)
            case "unread":
                return within - self._at(self._marks.read)
            case _:
                return within & self._at(self._marks.read)

    def _at(self, paths: frozenset[str]) -> BitMap:
        by_path = self.collection.by_path
        return BitMap([by_path[path] for path in paths if path in by_path])

    def _noted(self, wanted: NoteFilter, within: BitMap) -> BitMap:
        """The documents of which a note has what is wanted."""
        words = noting.Words(wanted)
        found: list[int] = []
        for path, notes in self._marks.notes.items():
            document = self.collection.by_path.get(path)
            if document is not None and document in within and any(map(words.stand_in, notes)):
                found.append(document)
        return BitMap(found)


def _special(text: Text) -> bool:
    return bool(text.quoted or text.field or text.slop or text.edits)


def _cost(node: Node) -> int:
    match node:
        case FacetFilter() | FlagFilter() | DateFilter() | MarkFilter() | NoteFilter():
            return 0
        case UnknownValue() | MatchAll():
            return 0
        case PropertyFilter():
            return 1
        case Text(text, _, prefix):
            normalized = tokens.normalized_phrase(text, prefix=prefix)
            return 1 if normalized is None or normalized.exact else 3
        case Initials():
            return 2
        case Regex():
            return 4
        case Not(part):
            return _cost(part) + 1
        case And(nodes) | Or(nodes):
            return max(map(_cost, nodes))
