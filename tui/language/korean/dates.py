"""The calendar's names."""

from __future__ import annotations

from typing import Final

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip

DATES: Final[dict[str, str]] = {
    **{month: f"{number}월" for number, month in enumerate(_MONTHS, 1)},
    "{month} {year}": "{year}년 {month}",
    "Mo": "월",
    "Tu": "화",
    "We": "수",
    "Th": "목",
    "Fr": "금",
    "Sa": "토",
    "Su": "일",
}
