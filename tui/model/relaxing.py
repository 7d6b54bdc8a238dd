"""What is said of posts that a query finds less strictly than it was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.language import translate, translate_count

if TYPE_CHECKING:
    from index.results import Relaxed


def relaxing_lines(relaxed: Relaxed, *, is_beside: bool) -> tuple[str, ...]:
    """The line above the posts of a step, worded at less and less length.

    Args:
        relaxed: The step.
        is_beside: Whether there are strict hits above the line.
    """
    step = relaxed_step(relaxed)
    if is_beside:
        whole = translate("Besides, {step}", step=step)
    else:
        whole = translate("Nothing found; {step}", step=step)
    return whole, step, _shortened(relaxed), similar_posts(relaxed.total)


def similar_posts(count: int) -> str:
    """How many posts are found less strictly, in the fewest words."""
    return translate("{count:,} similar", count=count)


def _shortened(relaxed: Relaxed) -> str:
    match relaxed.step:
        case "text":
            how = translate("as text")
        case "spelling":
            how = relaxed.query.strip()
        case "meaning":
            how = translate("close in meaning")
        case "most":
            how = translate("most words")
        case "filter":
            how = translate("without {filter}", filter=relaxed.without)
    return f"{how}: {relaxed.total:,}"


def relaxed_step(relaxed: Relaxed) -> str:
    """A step and how many posts it finds: ``most of the words: 4 posts``."""
    match relaxed.step:
        case "text":
            how = translate("the text as it stands")
        case "spelling":
            how = translate("spelled as in the journal, {query}", query=relaxed.query.strip())
        case "meaning":
            how = translate("close in meaning, or with most of the words")
        case "most":
            how = translate("most of the words")
        case "filter":
            how = translate("without {filter}", filter=relaxed.without)
    count = translate_count(relaxed.total, "{count:,} post", "{count:,} posts")
    return f"{how}: {count}"
