"""``ilgi list`` and ``ilgi search``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from index.results import Snippet
from tui.language.wording import in_english

from .bookmarks_and_notes import marks
from .records import chosen, file_of, is_for_programs, print_records

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from index.journal import Journal
    from index.post import Flag, Heading, Post
    from index.results import Answer, Hit, Marks, Relaxed, Suggestion

    from .arguments import Arguments
    from .output import Json, Output

_MOST_NEAR: Final = 3
_NOT_PUBLISHED: Final[frozenset[Flag]] = frozenset({"draft", "unpublished", "future"})
_WIDEST_TITLE: Final = 60
_SECONDS_FOR_MEANING: Final = 20.0
"""How long the encoder of meanings may take to load, where it is installed and has vectors."""


def iso(moment: datetime | None) -> str | None:
    """A date in ISO 8601 with its offset, None for none."""
    return None if moment is None else moment.isoformat()


def heading_rows(headings: Sequence[Heading]) -> list[Json]:
    """Headings as ``[level, id, text]``."""
    return [[heading.level, heading.id, heading.text] for heading in headings]


def metadata(journal: Journal, post: Post) -> dict[str, Json]:
    """What ``list`` tells of a post but for its headings, in the order of its JSON."""
    return {
        "path": post.path,
        "file": file_of(journal, post.path),
        "title": post.title,
        "slug": post.slug,
        "date": iso(post.date),
        "date_source": post.date_source or None,
        "updated": iso(post.updated),
        "categories": post.categories,
        "tags": post.tags,
        "url": post.url,
        "excerpt": journal.excerpt(post),
        "words": post.words,
    }


def found_posts(journal: Journal, query: str, output: Output) -> Sequence[Post]:
    """The posts that a query finds, newest first unless it asks for another order.

    Prints the hints on the query.

    Args:
        journal: The journal.
        query: The query as typed; all posts where it is empty.
        output: Where hints are printed.
    """
    if not query:
        return journal.posts
    noted = marks(journal, query, output)
    answer = journal.search(query, marks=noted)
    _give_hints(_hints(answer, journal.suggest(answer, marks=noted)), output)
    if answer.is_sorted:
        return answer.posts
    found = {hit.post.path for hit in answer.hits}
    return [post for post in journal.posts if post.path in found]


def print_list(journal: Journal, arguments: Arguments, output: Output) -> int:
    """Print the posts, or those that a query finds, newest first.

    Args:
        journal: The journal.
        arguments: The arguments of the command line.
        output: Where to print.

    Returns:
        The exit code.
    """
    found = found_posts(journal, arguments.text, output)
    if arguments.published:
        found = [post for post in found if _NOT_PUBLISHED.isdisjoint(post.flags)]
    posts = chosen(found, arguments.limit)

    def record(post: Post) -> dict[str, Json]:
        return {
            **metadata(journal, post),
            "headings": heading_rows(journal.outline(post.path).headings),
            "flags": post.flags,
        }

    def print_text() -> None:
        output.table(
            ((day, post.title, post.path) for day, post in zip(_days(posts), posts, strict=True)),
            ("faint", "plain", "faint"),
        )

    return print_records(posts, record, arguments, output, text=print_text)


def print_search(journal: Journal, arguments: Arguments, output: Output) -> int:
    """Print the best hits of a query, each with the line that matches.

    Args:
        journal: The journal.
        arguments: The arguments of the command line.
        output: Where to print.

    Returns:
        The exit code.
    """
    noted = marks(journal, arguments.text, output)
    answer = journal.search(arguments.text, marks=noted)
    suggestions = journal.suggest(answer, marks=noted)
    hints = _hints(answer, suggestions)
    is_whole = arguments.json or not is_for_programs(arguments)
    relaxed = (
        journal.relax(answer, suggestions, marks=noted, seconds=_SECONDS_FOR_MEANING)
        if is_whole
        else ()
    )
    found = _Found(journal, answer, noted, chosen(answer.hits, arguments.limit))
    besides = [
        _Found(journal, one.answer, noted, chosen(one.hits, arguments.limit)) for one in relaxed[:1]
    ]
    if not arguments.json:
        _give_hints(hints, output)

    def document(records: list[Json]) -> Json:
        return {
            "query": answer.query,
            "understood": in_english(answer.understood),
            "hints": hints,
            "suggestions": [
                {"kind": one.kind, "query": one.query.strip(), "total": one.total}
                for one in suggestions
            ],
            "total": answer.total,
            "seconds": round(answer.seconds, 6),
            "hits": records,
            "relaxed": [
                {
                    "step": one.step,
                    "query": one.query.strip(),
                    "total": one.total,
                    "hits": [hits.record(hit) for hits in besides for hit in hits.hits]
                    if one is relaxed[0]
                    else [],
                }
                for one in relaxed
            ],
        }

    code = print_records(
        found.hits,
        found.record,
        arguments,
        output,
        text=lambda: found.print(output),
        document=document,
    )
    if not is_for_programs(arguments):
        for number, one in enumerate(relaxed):
            line = _relaxed_line(one, is_beside=bool(answer.hits))
            output.line(output.paint(line, "faint"))
            for hits in besides if number == 0 else ():
                hits.print(output)
    return code


@dataclass(frozen=True, slots=True)
class _Found:
    """The hits of an answer that are printed."""

    journal: Journal
    answer: Answer
    noted: Marks | None
    hits: Sequence[Hit]

    def _snippet(self, hit: Hit) -> Snippet:
        """The line that matches."""
        notes = self.noted.notes.get(hit.post.path, ()) if self.noted else ()
        return self.journal.snippet(hit.post, self.answer, notes) or Snippet("")

    def record(self, hit: Hit) -> dict[str, Json]:
        """A hit for programs."""
        snippet = self._snippet(hit)
        return {
            "path": hit.post.path,
            "file": file_of(self.journal, hit.post.path),
            "title": hit.post.title,
            "date": iso(hit.post.date),
            "score": round(hit.score, 6),
            "line": snippet.line or 1,  # an editor has no line 0
            "snippet": snippet.text,
            "ranges": snippet.ranges,
        }

    def print(self, output: Output) -> None:
        """Print the hits in two lines each, and say if there are more."""
        days = _days([hit.post for hit in self.hits])
        for hit, day in zip(self.hits, days, strict=True):
            _print_hit(hit, day, self._snippet(hit), output)
        total = self.answer.total
        if len(self.hits) < total:
            output.warn(f"{len(self.hits)} of {total:,} hits: --limit 0 prints all of them")


def _relaxed_line(relaxed: Relaxed, *, is_beside: bool) -> str:
    """What is said above the hits of a relaxed step, or of a step that is only counted."""
    match relaxed.step:
        case "text":
            how = "the text as it stands"
        case "spelling":
            how = f"spelled as in the journal, {relaxed.query.strip()}"
        case "meaning":
            how = "close in meaning, or with most of the words"
        case "most":
            how = "most of the words"
        case "filter":
            how = f"without {relaxed.without}"
    found = "besides" if is_beside else "nothing found"
    return f"-- {found}; {how}: {relaxed.total:,}"


def _print_hit(hit: Hit, day: str, snippet: Snippet, output: Output) -> None:
    title = output.paint(output.cut(hit.post.title, _WIDEST_TITLE), "strong")
    path = output.paint(hit.post.path, "faint")
    output.line(f"{output.paint(day, 'faint')}  {title}  {path}")
    if snippet.text:
        line = output.paint(f"{snippet.line or '':>10}", "faint")
        output.line(f"{line}  {_marked(snippet, output)}")


def _days(posts: Sequence[Post]) -> list[str]:
    """The dates of posts in one width, with ``~`` before those that are estimates."""
    width = len("~2021-09-10") if any(post.is_estimated for post in posts) else len("2021-09-10")
    return [f"{post.marked_day:>{width}}" for post in posts]


def _give_hints(hints: Sequence[str], output: Output) -> None:
    for hint in hints:
        output.warn(hint)


def _hints(answer: Answer, suggestions: Sequence[Suggestion]) -> tuple[str, ...]:
    """What to tell of an answer, with the queries that would find something instead."""
    meant = (
        f"did you mean {suggestion.query.strip()}? ({suggestion.total:,} found)"
        for suggestion in suggestions
    )
    return (*map(in_english, answer.hints), *meant)


def _marked(snippet: Snippet, output: Output) -> str:
    """The snippet with what matches in it marked."""
    parts: list[str] = []
    end = 0
    for start, stop in snippet.ranges:
        parts.append(output.paint(snippet.text[end:start]))
        parts.append(output.paint(snippet.text[start:stop], "match"))
        end = stop
    return "".join([*parts, output.paint(snippet.text[end:])])


def post_by_part(part: str, posts: Sequence[Post]) -> Post | None:
    """The post that has a text in its title, where there is exactly one."""
    wanted = normalize("NFC", part).casefold().strip()
    found = [post for post in posts if wanted in normalize("NFC", post.title).casefold()]
    return found[0] if wanted and len(found) == 1 else None


def near_posts(reference: str, posts: Sequence[Post]) -> str:
    """What to try in place of a name that no post has, as the end of a sentence.

    These are the newest posts that have ``reference`` in their title or slug, or slugs like it.
    """
    from .output import visible_controls

    wanted = reference.casefold().strip()
    slugs = [post.slug for post in posts if wanted in post.title.casefold() or wanted in post.slug]
    if not slugs:
        from difflib import get_close_matches

        slugs = get_close_matches(wanted, [post.slug for post in posts], _MOST_NEAR)
    if not slugs:
        return "; `ilgi list` prints the paths"
    more = f" and {len(slugs) - _MOST_NEAR:,} more" if len(slugs) > _MOST_NEAR else ""
    return f"; near it: {', '.join(visible_controls(slug) for slug in slugs[:_MOST_NEAR])}{more}"
