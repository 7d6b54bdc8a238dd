"""What changed between two texts: lines that came and went, and which words of a line."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Final, Literal, NamedTuple

from index.lazy_pattern import lazy_pattern

ChangeKind = Literal["same", "added", "removed", "gap"]

_MOST_STEPS: Final = 1_000
"""How many lines may have come and gone for them to be told from those that stayed."""
_MOST_WORD_STEPS: Final = 200
_MOST_WORDS: Final = 2_000
_MOST_LINES_OF_WORDS: Final = 200
_WORDS = lazy_pattern(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A line of either text.

    ``number`` is its number in the text that has it, the later one where both do. ``ranges`` are
    the ``[start, end)`` parts of it that the other text does not have, where that is told. A
    ``gap`` stands for lines that are in both and are not shown.
    """

    kind: ChangeKind
    text: str = ""
    number: int = 0
    ranges: tuple[tuple[int, int], ...] = ()


class _Run(NamedTuple):
    """Items ``[start, end)`` of the earlier sequence that the ones of the later take the place of.

    Where ``same``, both are equal.
    """

    same: bool
    start: int
    end: int
    later_start: int
    later_end: int


def changed_lines(
    before: str, after: str, around: int = 3, most: int | None = None
) -> tuple[ChangedLine, ...]:
    """The lines that one text has and the other has not, with those around them.

    The time grows with the lines of the texts and the square of those that changed; of more than
    some hundred changes, the lines between the first and the last are told as changed.

    Args:
        before: The earlier text.
        after: The later text.
        around: How many lines that are in both are shown before and after each change.
        most: How many lines are told at most, the first ones; None for all.
    """
    return tuple(islice(_told(before, after, around), most))


def _told(before: str, after: str, around: int) -> Iterator[ChangedLine]:
    old, new = before.splitlines(), after.splitlines()
    runs = list(_runs(old, new, _MOST_STEPS))
    if all(run.same for run in runs):
        return
    for index, run in enumerate(runs):
        if not run.same:
            yield from _replaced(old, new, run)
            continue
        first = run.later_start + (around if index else 0)
        last = run.later_end - (around if index < len(runs) - 1 else 0)
        if last - first <= 1:
            first = last = run.later_end
        yield from (ChangedLine("same", new[at], at + 1) for at in range(run.later_start, first))
        if first < last:
            yield ChangedLine("gap")
        yield from (ChangedLine("same", new[at], at + 1) for at in range(last, run.later_end))


def _replaced(old: Sequence[str], new: Sequence[str], run: _Run) -> Iterator[ChangedLine]:
    """The lines of a run that went, then those that came, in pairs as far as words are told."""
    removed = range(run.start, run.end)
    added = range(run.later_start, run.later_end)
    pairs = list(zip(removed, added, strict=False))[:_MOST_LINES_OF_WORDS]
    words = [_changed_words(old[was], new[now]) for was, now in pairs]
    for place, at in enumerate(removed):
        ranges = words[place][0] if place < len(words) else ()
        yield ChangedLine("removed", old[at], at + 1, ranges)
    for place, at in enumerate(added):
        ranges = words[place][1] if place < len(words) else ()
        yield ChangedLine("added", new[at], at + 1, ranges)


_Ranges = tuple[tuple[int, int], ...]


def _changed_words(before: str, after: str) -> tuple[_Ranges, _Ranges]:
    """The parts of two lines that are not in both; none where they have little in common."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > _MOST_WORDS:
        return (), ()
    runs = list(_runs(old, new, _MOST_WORD_STEPS))
    common = sum(len(word) for run in runs if run.same for word in old[run.start : run.end])
    if common * 2 < min(len(before), len(after)):
        return (), ()
    gone = ((run.start, run.end) for run in runs if not run.same)
    come = ((run.later_start, run.later_end) for run in runs if not run.same)
    return _offsets(old, gone), _offsets(new, come)


def _offsets(words: Sequence[str], ranges: Iterator[tuple[int, int]]) -> _Ranges:
    """Ranges of words as ranges of characters, without empty ones."""
    ends = [0]
    for word in words:
        ends.append(ends[-1] + len(word))
    return tuple((ends[start], ends[end]) for start, end in ranges if start < end)


def _runs(old: Sequence[str], new: Sequence[str], most: int) -> Iterator[_Run]:
    """Runs of items that are in both sequences and of those that are not, in turn.

    Args:
        old: The earlier sequence.
        new: The later one.
        most: How many items may have come and gone; of more, all between the first and the last
            count as changed.
    """
    shortest = min(len(old), len(new))
    head = 0
    while head < shortest and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < shortest - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    inner = _kept(old[head : len(old) - tail], new[head : len(new) - tail], most)
    pairs = [
        *((at, at) for at in range(head)),
        *((was + head, now + head) for was, now in inner),
        *((len(old) - left, len(new) - left) for left in range(tail, 0, -1)),
    ]
    was_end = now_end = 0
    for _, group in groupby(enumerate(pairs), key=lambda one: _diagonal(*one)):
        kept = [pair for _, pair in group]
        (was, now), length = kept[0], len(kept)
        if (was, now) != (was_end, now_end):
            yield _Run(False, was_end, was, now_end, now)
        was_end, now_end = was + length, now + length
        yield _Run(True, was, was_end, now, now_end)
    if (was_end, now_end) != (len(old), len(new)):
        yield _Run(False, was_end, len(old), now_end, len(new))


def _diagonal(place: int, pair: tuple[int, int]) -> tuple[int, int]:
    """What pairs that follow one another without a gap have in common."""
    return pair[0] - place, pair[1] - place


def _kept(old: Sequence[str], new: Sequence[str], most: int) -> list[tuple[int, int]]:
    """The items of a longest common subsequence by their indexes in both; none of ``most`` changes.

    This is the greedy algorithm of Myers (1986): ``reach[k]`` is how far one comes in ``old`` with
    so many changes, where k more items of it than of ``new`` were passed.
    """
    most = min(most, len(old) + len(new))
    trace: list[array[int]] = []
    reach = array("q", [-1]) * (2 * most + 3)
    middle = most + 1
    reach[middle + 1] = 0
    for steps in range(most + 1):
        trace.append(reach[middle - steps - 1 : middle + steps + 2])
        for k in range(-steps, steps + 1, 2):
            x = _next(reach, middle, k, steps)
            y = x - k
            while x < len(old) and y < len(new) and old[x] == new[y]:
                x, y = x + 1, y + 1
            reach[middle + k] = x
            if x >= len(old) and y >= len(new):
                return _walked_back(trace, len(old), len(new))
    return []


def _is_down(reach: array[int], middle: int, k: int, steps: int) -> bool:
    """Whether one comes farthest to ``k`` by passing an item of ``new``, and not one of ``old``."""
    return k == -steps or (k != steps and reach[middle + k - 1] < reach[middle + k + 1])


def _next(reach: array[int], middle: int, k: int, steps: int) -> int:
    """How far in ``old`` one comes to ``k`` with one more change."""
    down = _is_down(reach, middle, k, steps)
    return reach[middle + k + 1] if down else reach[middle + k - 1] + 1


def _walked_back(trace: Sequence[array[int]], x: int, y: int) -> list[tuple[int, int]]:
    """The items that were passed in both sequences on the way to their ends."""
    kept: list[tuple[int, int]] = []
    for steps in range(len(trace) - 1, -1, -1):
        reach, middle, k = trace[steps], steps + 1, x - y
        before = k + 1 if _is_down(reach, middle, k, steps) else k - 1
        from_x = reach[middle + before]
        from_y = from_x - before
        while x > from_x and y > from_y and x > 0 and y > 0:
            x, y = x - 1, y - 1
            kept.append((x, y))
        x, y = from_x, max(from_y, 0)
    kept.reverse()
    return kept
