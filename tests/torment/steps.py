"""What the monkey does, step by step; each step follows from the seed and its number alone."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Final

from tui.commands import COMMANDS, TYPED_SCOPES, Command, Scope

from . import keys

SCRIPTS: Final = (
    "enter d d J d d W 2 j",
    "K d J d",
    "s 학습 down down down down enter n n",
    "2 k 3 G J k k K G",
    "2 g g enter 1 G 2 j",
    "3 k k k k J K",
    "3 ] ] ] 4 j j enter [ [",
    "s loss enter H L H q",
    "o Day down enter d d",
    "3 . . . enter H",
    "f a f b escape",
    "3 / 내용 enter n n N escape",
    "m j j m '",
    "E 메모 ctrl+n ctrl+s x x",
    "1 j j enter 2 G g g escape",
    "v W ) ) ( v M I x w",
    "2 r r . . . p p",
    "g q j r space n o",
    "g s j j escape g h escape",
    "c n n N enter escape escape",
    "T j j escape",
    "y q y p",
    "z j j z 3 z t t z",
    "g > g > g < g =",
    "R j j R k",
    "3 v d d J v v K",
    "3 Z a A J a Z K",
    "g j escape",
    "g n escape g l down enter",
    "S n enter ' enter",
    "i j j escape e",
    "? d d / q escape escape",
)
"""What fast readers press, over and over."""

_WAYS: Final[dict[Scope, str]] = {
    "everywhere": "2",
    "pane": "2",
    "tree": "1",
    "list": "2",
    "problems": "g p",
    "suggestions": "s ㅡ드ㅐ click-in-tree 2",
    "viewer": "3",
    "contents": "4",
    "search": "s",
    "picker": "'",
    "save_search": "s loss enter S",
    "note": "E",
    "copy": "3 y",
    "find": "3 /",
    "labels": "3 f",
    "address": "o links enter 3 . . . enter",
    "theme": "T",
    "jump": "o",
    "calendar": "c",
    "statistics": "g s",
    "related": "3 r",
    "questions": "g q",
    "tasks": "g t",
    "text": "?",
    "filter": "g q /",
    "review": "g q r",
    "versions": "g v",
    "version": "g v enter",
}
"""The keys that lead to where the commands of a scope can be asked for."""

_EVERY: Final = 3
_AT_A_TIME: Final = 4
"""How many commands of the table are asked for in turn in every third step."""

SIZES: Final = ((5, 5), (20, 6), (40, 12), (60, 20), (80, 24), (100, 30), (120, 40), (200, 60))


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do.

    Attributes:
        kind: What it is, in a word.
        keys: What is pressed, one after the other.
        gap: Seconds between keys.
        size: The columns and rows that the terminal is made before; None for as they are.
        saves: How often a file of the journal is changed, after the keys.
        rest: Seconds without a key at the end.
    """

    kind: str
    keys: tuple[bytes, ...] = ()
    gap: float = 0.0
    size: tuple[int, int] | None = None
    saves: int = 0
    rest: float = 0.0


def step_of(seed: int, number: int, size: tuple[int, int], *, quits: bool = True) -> Step:
    """The step of a number.

    Args:
        seed: What all steps follow from.
        number: Which step.
        size: The columns and rows there are now, which tell where can be clicked.
        quits: Whether keys may be pressed that end the browser.
    """
    draw = random.Random(f"{seed}/{number}")
    in_turn = number % _EVERY == _EVERY - 1
    step = Step("table", _in_turn(draw, number // _EVERY)) if in_turn else _step(draw, size)
    if quits:
        return step
    left = tuple(key for key in step.keys if not keys.may_quit(key))
    return Step(step.kind, left, step.gap, step.size, step.saves, step.rest)


def _step(draw: random.Random, size: tuple[int, int]) -> Step:
    gap = draw.choice((0.0, 0.0, 0.01, 0.05))
    kinds = ("script", "keys", "visit", "mouse", "paste", "resize", "save", "search", "rest")
    kind = draw.choices(kinds, (40, 16, 20, 6, 2, 4, 6, 5, 1))[0]
    match kind:
        case "script":
            pressed = keys.keys(draw.choice(SCRIPTS)) * draw.choice((1, 1, 1, 2, 6))
            before = [keys.key("escape")] * draw.choice((0, 0, 1, 2))
            return Step(kind, (*before, *pressed), gap)
        case "keys":
            return Step(kind, tuple(keys.random_key(draw) for _ in range(draw.randint(3, 40))), gap)
        case "visit":
            return Step(kind, _visit(draw), gap)
        case "mouse":
            turns = [key for _ in range(draw.randint(1, 6)) for key in keys.mouse(draw, *size)]
            return Step(kind, tuple(turns), gap)
        case "paste":
            way = keys.keys(draw.choice(("s", "o", "3 /", "E", ":", "#", "@", "2", "g q /")))
            return Step(kind, (*way, keys.paste(draw), keys.key("enter")), gap)
        case "resize":
            return Step(kind, tuple(keys.keys("j k d u")), gap, draw.choice(SIZES))
        case "save":
            return Step(kind, tuple(keys.keys("j d J")), gap, saves=draw.choice((1, 1, 2, 8)))
        case "search":
            typed = (letter.encode() for letter in keys.query(draw))
            after = keys.keys(draw.choice(("down enter n n", "enter", "escape", "tab tab enter")))
            return Step(kind, (*keys.keys("escape escape s"), *typed, *after), gap)
        case _:
            return Step(kind, rest=draw.uniform(0.2, 1.5))


def _in_turn(draw: random.Random, turn: int) -> tuple[bytes, ...]:
    """Each command of the table in its turn, some at a time, from where it can be asked for."""
    pressed: list[bytes] = []
    for place in range(turn * _AT_A_TIME, (turn + 1) * _AT_A_TIME):
        command = COMMANDS[place % len(COMMANDS)]
        pressed += [keys.key("escape")] * 3 + keys.keys(_WAYS[command.scope])
        pressed += _keys_of(command, draw)
    return tuple(pressed)


def _visit(draw: random.Random) -> tuple[bytes, ...]:
    """The way to a scope, and some of its commands, or a command by its name."""
    if draw.random() < 0.1:
        command = draw.choice(COMMANDS)
        palette = [keys.key(":"), *(letter.encode() for letter in command.title)]
        return (*keys.keys("escape escape"), *palette, keys.key("enter"))
    scope = draw.choice(list(_WAYS))
    commands = [one for one in COMMANDS if one.scope == scope]
    pressed = [keys.key("escape")] * 3 + keys.keys(_WAYS[scope])
    for _ in range(draw.randint(1, 8)):
        if scope in TYPED_SCOPES and draw.random() < 0.5:
            pressed.append(draw.choice(("학", "l", "o", "정", " ", "2", "ㅎ")).encode())
        pressed += _keys_of(draw.choice(commands), draw)
    return tuple(pressed)


def _keys_of(command: Command, draw: random.Random) -> list[bytes]:
    return keys.keys(draw.choice(command.keys)) if command.keys else []
