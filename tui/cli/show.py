"""``ilgi show``: one post, as text for a terminal or a pipe, or all that is known of it as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from index.errors import PostNotFound
from tui.language.wording import in_english

from . import FOUND, NOTHING, WRONG, CommandError
from .posts import heading_rows, metadata
from .properties import property_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.journal import Journal
    from index.post import Document, Link, Post

    from .arguments import Arguments
    from .output import Json, Output

_MOST_NEAR: Final = 3


def print_show(journal: Journal, arguments: Arguments, output: Output) -> int:
    """Print the post that a path, slug, permalink or title names.

    Where its page cannot be made, the reason and the source are printed, and the exit code is that
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
    try:
        post = journal.find(arguments.text)
    except PostNotFound as error:
        near = _near(arguments.text, journal.posts)
        raise CommandError(f"{in_english(error.message)}{near}", NOTHING) from None
    document = journal.document(post.path)
    if arguments.json:
        output.json(_described(journal, document))
        return FOUND
    return _print_page(document, output)


def _near(reference: str, posts: Sequence[Post]) -> str:
    """What to try instead: the newest posts that have ``reference`` in their title or slug."""
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
        title, page = _title(document, output), _page(document, output)
    except Exception as error:  # no fault of a parser may hide a post
        output.warn(reason_of(error))
        output.line(output.paint(safe(document.post.title), "strong"))
        output.line(safe(document.text).rstrip("\n"))
        return WRONG
    output.line(title)
    output.line(page)
    return FOUND


def _title(document: Document, output: Output) -> str:
    from tui.render.blocks.blocks import Span
    from tui.render.layout.wrap import wrap

    rows = wrap((Span(document.post.title),), output.width)
    texts = ("".join(span.text for span in spans) for spans, _ in rows)
    return "\n".join(output.paint(text, "strong") for text in texts)


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
