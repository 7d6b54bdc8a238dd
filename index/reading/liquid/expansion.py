"""The body of a post with its templates evaluated, by the lines of its file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from index.post import Post, SourceStamp
from index.reading.files.site import Site
from index.reading.front_matter.scalars import Values, as_boolean
from index.reading.markdown.outline import Scan

from .rendering import Rendered, literal, render
from .sources import PageValues, PostSources
from .template import is_literal
from .values import LiquidError


def expanded(
    body: str, site: Site, values: Values, post: Callable[[], Post], place: str
) -> tuple[Rendered | None, tuple[SourceStamp, ...]]:
    """A body with its templates evaluated, and the files that they read.

    None where that leaves the body as it is, and where it is no template that can be evaluated:
    its tags are shown then.

    Args:
        body: The body.
        site: The site that the post is of.
        values: Its front matter with its defaults.
        post: Gives what is known of the post without its body.
        place: The path of its file within the site.

    Raises:
        Unavailable: A file cannot be read for a reason that passes.
    """
    if as_boolean(values.get("render_with_liquid")) is False:
        try:
            plain = literal(body)
        except LiquidError:
            return None, ()
        return Rendered(plain, tuple(range(plain.count("\n") + 1))), ()
    if is_literal(body):
        return None, ()
    sources = PostSources(site, PageValues(values, post, place))
    try:
        made = render(body, sources)
    except LiquidError:
        return None, sources.stamps
    return (None if made.text == body else made), sources.stamps


def on_source_lines(scanned: Scan, lines: Sequence[int], first: int, count: int) -> Scan:
    """What an evaluated body holds, by the lines of the file.

    Args:
        scanned: What it holds, by its own lines from 1.
        lines: The line of the file that each of its lines comes from.
        first: The line of the file that the body begins on.
        count: How many lines the body has in the file.
    """

    def folded(text: str) -> str:
        rows: list[list[str]] = [[] for _ in range(count)]
        for number, row in enumerate(text.split("\n")):
            if row.strip():
                rows[lines[number] - first].append(row)
        return "\n".join(" ".join(row) for row in rows)

    return replace(
        scanned,
        headings=tuple(replace(one, line=lines[one.line - 1]) for one in scanned.headings),
        links=tuple(replace(one, line=lines[one.line - 1]) for one in scanned.links),
        prose=folded(scanned.prose),
        code=folded(scanned.code),
        problems=tuple((lines[line - 1], message) for line, message in scanned.problems),
        first_line=first,
        tasks=tuple(replace(one, line=lines[one.line - 1]) for one in scanned.tasks),
    )
