"""``ilgi show``: one post, as text for a terminal or a pipe, or all that is known of it as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from index.errors import PostNotFound
from index.journal import page_of
from tui.language.wording import in_english

from . import FOUND, NOTHING, WRONG, CommandError
from .posts import heading_rows, metadata, near_posts
from .properties import property_value
from .records import is_for_programs, print_records

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.journal import Journal
    from index.post import Document, Link, Post

    from .arguments import Arguments
    from .output import Json, Output

_CELLS_OF_TAB: Final = 4


def print_show(journal: Journal, arguments: Arguments, output: Output) -> int:
    """Print the posts that paths, slugs, permalinks or titles name.

    Where a page cannot be made, the reason and the source are printed, and the exit code is that
    of a failure.

    Args:
        journal: The journal.
        arguments: The arguments of the command line.
        output: Where to print.

    Returns:
        The exit code.

    Raises:
        CommandError: There is no such post.
        JournalError: Its file cannot be read.
    """
    posts = _named(journal, arguments.words)

    def record(post: Post) -> dict[str, Json]:
        document = journal.document(post.path)
        described = _described(journal, document)
        with_body = arguments.body or not arguments.json
        return {**described, "body": document.body} if with_body else described

    def one_or_all(records: list[Json]) -> Json:
        return records[0] if len(records) == 1 else records

    if arguments.raw:
        for post in posts:
            _print_raw(journal.document(post.path).text, output)
        return FOUND
    if is_for_programs(arguments):
        return print_records(
            posts, record, arguments, output, text=lambda: None, document=one_or_all
        )
    codes: list[int] = []
    for post in posts:
        if codes:
            output.line("")
        codes.append(_print_page(page_of(journal, post.path), output))
    return max(codes)


def _named(journal: Journal, words: Sequence[str]) -> Sequence[Post]:
    """The post that the words name together, else the post that each of them names.

    Raises:
        CommandError: There is no such post.
    """
    together = " ".join(words)
    try:
        return [journal.find(together)]
    except PostNotFound as error:
        missing, why = together, in_english(error.message)
    posts: list[Post] = []
    for word in words if len(words) > 1 else ():
        try:
            posts.append(journal.find(word))
        except PostNotFound as error:
            if posts:  # some are there, so that one is missing
                missing, why = word, in_english(error.message)
            break
    if posts and len(posts) == len(words):
        return posts
    raise CommandError(f"{why}{near_posts(missing, journal.posts)}", NOTHING)


def _print_raw(text: str, output: Output) -> None:
    """Print a file as it is; a terminal gets signs in place of controls."""
    if not output.is_terminal:
        output.line(text.removesuffix("\n"))
        return
    for line in text.removesuffix("\n").split("\n"):
        output.line(output.paint(line.removesuffix("\r").expandtabs(_CELLS_OF_TAB)))


def _described(journal: Journal, document: Document) -> dict[str, Json]:
    post, outline = document.post, document.outline
    return {
        **metadata(journal, post),
        "headings": heading_rows(outline.headings),
        "flags": post.flags,
        "kind": document.kind.name,
        "minutes": post.minutes,
        "properties": {one.key: property_value(one) for one in outline.properties},
        "languages": outline.languages,
        "links": _links(journal, post, (link for link in outline.links if not _is_image(link))),
        "images": _links(journal, post, (link for link in outline.links if _is_image(link))),
        "people": [{"name": person.name, "role": person.role} for person in outline.people],
        "questions": [
            {"text": question.text, "answer": question.answer, "line": question.line}
            for question in outline.questions
        ],
        "backlinks": [from_post.path for from_post, _ in journal.backlinks(post)],
        "series": [one.path for one in journal.series(post)],
    }


def _is_image(link: Link) -> bool:
    return link.kind in {"image", "embed"}


def _links(journal: Journal, post: Post, links: Iterable[Link]) -> list[Json]:
    return [
        {
            "target": link.target,
            "text": link.text,
            "line": link.line,
            "kind": link.kind,
            "resolves": _resolved(journal, post, link),
        }
        for link in links
    ]


def _resolved(journal: Journal, post: Post, link: Link) -> Json:
    found = journal.resolve(link, post)
    return {
        "kind": found.kind,
        "path": None if found.post is None else found.post.path,
        "anchor": found.anchor,
        "address": found.address,
        "reason": in_english(found.reason) if found.reason else "",
    }


def _print_page(document: Document, output: Output) -> int:
    """Print a post, or the reason and its source where it cannot be laid out."""
    from tui.render.document.failed_page import reason_of
    from tui.text.safe_text import safe

    try:
        page = _page(document, output)
    except Exception as error:  # no fault of a parser may hide a post
        output.warn(reason_of(error))
        output.line(output.paint(safe(document.post.title), "strong"))
        output.line(safe(document.text).rstrip("\n"))
        return WRONG
    output.line(page)
    return FOUND


def _page(document: Document, output: Output) -> str:
    from tui.render.document.about import blocks_of
    from tui.render.layout.layout import lay_out

    blocks = blocks_of(document)
    if output.colours:
        from tui.render.layout.highlight import highlight
        from tui.render.layout.text import ansi

        page = ansi(lay_out(blocks, output.width, highlight=highlight, addresses=True))
    else:
        from tui.render.layout.text import plain

        page = plain(lay_out(blocks, output.width, addresses=True))
    return page.rstrip("\n")
