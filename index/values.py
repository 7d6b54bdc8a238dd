"""``dataclass`` as the standard library has it, which makes a frozen class in a third of the time.

Before Python 3.13 the standard library compiles each method of a class by itself: half a
millisecond a class, a sixth of the time until a program with as many as this one shows something.
Here ``__init__`` alone is compiled, and the other methods are closures.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING or sys.version_info >= (3, 13):
    from dataclasses import dataclass
else:
    from .frozen_classes import dataclass

__all__ = ["dataclass"]
