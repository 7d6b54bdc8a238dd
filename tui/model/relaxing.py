"""What is said of posts that a query finds less strictly than it was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.language import translate, translate_count

if TYPE_CHECKING:
    from index.results import Relaxed


def relaxing_line(relaxed: Relaxed, *, is_beside: bool) -> str:
    """The line above the posts of a step; ``is_beside`` where there are strict hits above it."""
    step = relaxed_step(relaxed)
    if is_beside:
        return translate("Besides, {step}", step=step)
    return translate("Nothing found; {step}", step=step)


def relaxed_step(relaxed: Relaxed) -> str:
    """A step and how many posts it finds: ``most of the words: 4 posts``."""
    match relaxed.step:
        case "text":
            how = translate("the text as it stands")
        case "spelling":
            how = translate("spelled as in the journal, {query}", query=relaxed.query.strip())
        case "most":
            how = translate("most of the words")
        case "filter":
            how = translate("without {filter}", filter=relaxed.without)
    count = translate_count(relaxed.total, "{count:,} post", "{count:,} posts")
    return f"{how}: {count}"
