"""Numbers as bars and columns of block characters, which show without colour too.

plotext, which Textual's own plot widget draws with, counts characters for cells: a Korean label
moves what stands beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from index.browse.statistics import month_name

_UPRIGHT = " ▁▂▃▄▅▆▇█"
_LYING = " ▏▎▍▌▋▊▉█"
_MONTHS_IN_A_COLUMN = (1, 3, 6, *(12 * years for years in (1, 2, 5, 10, 20, 50, 100, 200, 1000)))
_ALL_MONTHS = 12 * (date.max.year + 1)
_WIDEST_COLUMN = 4
_WIDTH_OF_YEAR, _WIDTH_OF_MONTH = 4, 7


def bar(amount: int, most: int, width: int) -> str:
    """A horizontal bar of block characters; whatever is not 0 has at least a sliver.

    Args:
        amount: What the bar shows.
        most: The amount that fills the width.
        width: The width in cells.
    """
    if not amount or width < 1:
        return ""
    whole, eighths = divmod(_eighths(amount, most, width), 8)
    return _LYING[8] * whole + (_LYING[eighths] if eighths else "")


def columns(amounts: Sequence[int], height: int) -> list[str]:
    """Lines of a column for each amount, one cell wide, the top line first."""
    most = max(amounts, default=0)
    heights = [_eighths(amount, most, height) for amount in amounts]
    return [
        "".join(_UPRIGHT[min(8, max(0, eighths - 8 * line))] for eighths in heights)
        for line in range(height - 1, -1, -1)
    ]


def _eighths(amount: int, most: int, size: int) -> int:
    """The eighths of a cell that an amount takes where ``most`` takes ``size`` cells."""
    return max(1, round(8 * size * amount / most)) if amount and most else 0


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Months from left to right: ``count`` columns of ``months`` each, ``width`` cells wide.

    ``first`` is the number of the first column's first month, as ``index.browse.statistics``
    counts.
    """

    first: int
    months: int
    count: int
    width: int

    @classmethod
    def over(cls, first: int, last: int, room: int) -> TimeAxis:
        """An axis of months. Where they are more than the cells, a column is a quarter or longer.

        Args:
            first: The number of the first month, see ``statistics.month_number``.
            last: The number of the last month.
            room: The width in cells.
        """
        room = max(1, room)
        fitting = (per for per in _MONTHS_IN_A_COLUMN if _columns(first, last, per) <= room)
        per = next(fitting, _ALL_MONTHS)
        count = _columns(first, last, per)
        width = max(1, min(_WIDEST_COLUMN, room // count))
        return cls(first // per * per, per, count, width)

    def amounts(self, months: Mapping[int, int]) -> list[int]:
        """What the months of each column have together."""
        found = [0] * self.count
        for number, amount in months.items():
            found[(number - self.first) // self.months] += amount
        return found

    def widened(self, line: str) -> str:
        """A line of columns that are one cell wide, as wide as they are here."""
        if self.width == 1:
            return line
        return "".join(column * (self.width - 1) + " " for column in line)

    def labels(self) -> str:
        """The years, each under the column that it begins in, as far as there is room.

        Where no year begins near the left end, the first month stands there.
        """
        width = max(self.count * self.width, _WIDTH_OF_MONTH)
        year = -(-self.first // 12)
        until = (12 * year - self.first) // self.months * self.width
        line = "" if until == 0 else month_name(self.first)
        if 0 < until <= len(line) and until + _WIDTH_OF_YEAR <= width:
            line = ""
        for january in range(12 * year, self.first + self.count * self.months, 12):
            at = (january - self.first) // self.months * self.width
            if (not line or at > len(line)) and at + _WIDTH_OF_YEAR <= width:
                line = f"{line:<{at}}{january // 12:04}"
        return line


def _columns(first: int, last: int, months: int) -> int:
    return last // months - first // months + 1
