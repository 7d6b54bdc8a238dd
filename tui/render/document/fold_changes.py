"""A shown post with other folds shut: by the reader, by what is found, or by a jump."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from tui.render.layout.folding import Fold

from .matches import SearchableText
from .shown_post import ShownPost


def with_folds(
    shown: ShownPost, folds: Collection[Fold], *, shut: bool, answers_hidden: bool
) -> ShownPost:
    """Shut or open some folds of a page because the reader wants it.

    Args:
        shown: The post.
        folds: Folds of its page.
        shut: Whether they are to be shut.
        answers_hidden: Whether answers are shut where the reader did not open them.
    """
    names = frozenset(fold.name for fold in folds)
    wrong = (f.name for f in folds if shown.is_shut(f, answers_hidden=answers_hidden) != shut)
    toggled = replace(shown, toggled=shown.toggled.symmetric_difference(wrong))
    now = shown.page.shut
    return _with_shut(toggled, now | names if shut else now - names)


def with_matches_open(shown: ShownPost, *, answers_hidden: bool) -> ShownPost:
    """Open the folds that hold a match, and shut those that an earlier search opened.

    Args:
        shown: The post.
        answers_hidden: Whether answers are shut where the reader did not open them.
    """
    page, finding = shown.page, shown.finding
    if not page.folds:
        return shown
    names = (f.name for f in page.folds if shown.is_shut(f, answers_hidden=answers_hidden))
    shut = frozenset(names)
    if shut and finding.wanted:
        text = shown.whole_text or SearchableText(page.whole)
        shown = replace(shown, whole_text=text)
        shut -= page.folds_of_lines(finding.lines_in(text))
    return _with_shut(shown, shut)


def with_line_open(shown: ShownPost, line: int, *, answers_hidden: bool) -> ShownPost:
    """Open the folds that hide a line of the file.

    Args:
        shown: The post.
        line: The line, from 1.
        answers_hidden: Whether answers are shut where the reader did not open them.
    """
    page = shown.page
    hiding = page.folds_over(line) & page.shut
    folds = [fold for fold in page.folds if fold.name in hiding]
    return with_folds(shown, folds, shut=False, answers_hidden=answers_hidden)


def _with_shut(shown: ShownPost, names: frozenset[str]) -> ShownPost:
    """The post with the folds of these names shut and no other."""
    page = shown.page.with_shut(names)
    return shown if page is shown.page else shown.turned_to(page)
