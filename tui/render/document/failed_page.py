"""What is shown of a post whose page could not be made: its title, the reason and its source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from index.errors import Cancelled
from tui.language import translatable, translate
from tui.render.blocks.blocks import Roles, Span
from tui.render.layout.layout import Layout
from tui.render.layout.lines import Line, finished, line_list
from tui.render.layout.raw_source import source_layout
from tui.text.safe_text import safe_line

_LONGEST_REASON = 200
_WHY = translatable("This page could not be made ({reason}); below is its source.")
_TITLE: Roles = frozenset({"strong"})
_REASON: Roles = frozenset({"warning"})


def reason_of(error: Exception) -> str:
    """Why a page could not be made, in one line."""
    text = " ".join(safe_line(f"{type(error).__name__}: {error}").split()).removesuffix(":")
    cut = text if len(text) <= _LONGEST_REASON else f"{text[: _LONGEST_REASON - 1]}…"
    return translate(_WHY, reason=cut)


def failed_layout(
    title: str, error: Exception, source: str, width: int, cancelled: Callable[[], bool]
) -> Layout:
    """The lines that stand for a page, made by nothing that makes pages but the folding of lines.

    Args:
        title: The title of the post.
        error: What was raised while its page was made.
        source: The text of its file.
        width: How many cells a line may take.
        cancelled: Asked often whether to stop.

    Raises:
        Cancelled: ``cancelled`` said so.
    """
    reason = reason_of(error)
    try:
        head = [
            replace(line, spans=tuple(replace(span, roles=roles) for span in line.spans), source=1)
            for text, roles in ((title, _TITLE), (reason, _REASON))
            for line in source_layout(text, width, cancelled).lines
        ]
        body = source_layout(source, width, cancelled).lines
    except Cancelled:
        raise
    except Exception:  # the folding itself is what fails: the reason stands alone
        return Layout((Line((), (Span(reason, _REASON),), 1, 0),), width)
    lines = line_list(len(body))
    lines.extend(replace(line, block=0) for line in head)
    lines.append(Line((), (), 1, 0))
    lines.extend(body)
    return Layout(finished(lines), width)
