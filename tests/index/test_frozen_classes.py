"""Frozen classes behave as those of the standard library, however they are made."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field
from typing import Any

import msgspec
import pytest

from index import frozen_classes

Decorator = Callable[..., Any]
_DECORATORS = (dataclasses.dataclass, frozen_classes.dataclass)
_BY_BOTH = pytest.mark.parametrize("make", _DECORATORS, ids=["standard", "own"])


@frozen_classes.dataclass(frozen=True, slots=True)
class Point:
    """At the top of a module, as pickle needs it."""

    x: int
    y: tuple[int, ...] = ()
    note: str = field(default="", compare=False)
    seen: list[int] = field(default_factory=list, repr=False, compare=False)


def _shape(make: Decorator) -> Any:
    @make(frozen=True, slots=True)
    class Shape:
        """A class with a field of every sort."""

        x: int
        y: str = "y"
        made: list[int] = field(default_factory=list, compare=False)
        hidden: int = field(default=3, repr=False)
        counted: int = field(default=4, init=False)
        listed: list[int] = field(default_factory=list, init=False, compare=False)
        named: int = field(default=5, kw_only=True)

        def double(self) -> int:
            """Something that is done with it."""
            return 2 * self.x

    return Shape


@_BY_BOTH
def test_a_class_is_made_compared_shown_and_changed_into_another(make: Decorator) -> None:
    cls = _shape(make)
    one, other = cls(1, made=[2], named=6), cls(1, "y", [3], 3, named=6)
    assert one == other
    assert hash(one) == hash(other)
    assert one != cls(1)
    assert one != cls(2, named=6)
    assert (one == 1) is False
    shown = "x=1, y='y', made=[2], counted=4, listed=[], named=6"
    assert repr(one) == f"{cls.__qualname__}({shown})"
    assert dataclasses.replace(one, x=5) == cls(5, named=6)
    assert dataclasses.asdict(one)["listed"] == []
    assert one.double() == 2
    assert cls(1).made is not cls(1).made
    assert cls.__match_args__ == ("x", "y", "made", "hidden")
    assert [one.name for one in dataclasses.fields(cls)][-1] == "named"
    assert cls.__eq__.__qualname__ == f"{cls.__qualname__}.__eq__"


@_BY_BOTH
@pytest.mark.parametrize(
    "arguments", [((), {}), ((1, 2, [], 4, 5), {}), ((1,), {"counted": 2}), ((1,), {"none": 2})]
)
def test_wrong_arguments_are_refused(
    make: Decorator, arguments: tuple[tuple[Any, ...], dict[str, Any]]
) -> None:
    words, named = arguments
    with pytest.raises(TypeError):
        _shape(make)(*words, **named)


def test_both_have_the_same_signature() -> None:
    one, other = (inspect.signature(_shape(make)) for make in _DECORATORS)
    assert [(each.name, each.kind) for each in one.parameters.values()] == [
        (each.name, each.kind) for each in other.parameters.values()
    ]


@_BY_BOTH
@pytest.mark.parametrize("name", ["x", "none"])
def test_an_instance_cannot_be_changed(make: Decorator, name: str) -> None:
    one = _shape(make)(1)
    with pytest.raises((FrozenInstanceError, TypeError)):
        setattr(one, name, 2)
    with pytest.raises((FrozenInstanceError, TypeError)):
        delattr(one, name)
    assert one == _shape(make)(1) or one.x == 1
    assert not hasattr(one, "__dict__")


@_BY_BOTH
def test_what_a_class_defines_itself_stays(make: Decorator) -> None:
    @make(frozen=True, slots=True)
    class Own:
        """One that is equal to everything."""

        x: int

        def __post_init__(self) -> None:
            if self.x < 0:
                raise ValueError("negative")

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 7

        def __repr__(self) -> str:
            return "own"

    own: Any = Own
    assert own(1) == 5
    assert (hash(own(1)), repr(own(1))) == (7, "own")
    with pytest.raises(ValueError, match="negative"):
        own(-1)


@_BY_BOTH
def test_classes_are_inherited_from(make: Decorator) -> None:
    @make(frozen=True, slots=True, kw_only=True)
    class Base:
        """The first."""

        x: int = 1

    @make(frozen=True, slots=True, kw_only=True)
    class Derived(Base):
        """The second."""

        y: int

    derived: Any = Derived
    assert derived(y=2) == derived(x=1, y=2)
    assert derived(y=2) != Base()
    with pytest.raises(TypeError):
        derived(1, 2)
    with pytest.raises((FrozenInstanceError, TypeError)):
        derived(y=2).x = 5


@_BY_BOTH
def test_a_class_may_be_compared_by_identity_and_hold_itself(make: Decorator) -> None:
    @make(frozen=True, slots=True, eq=False)
    class Held:
        """One that holds others."""

        others: list[Any] = field(default_factory=list)

    one = Held()
    one.others.append(one)
    assert one != Held()
    assert len({one, Held()}) == 2
    assert repr(one).endswith("Held(others=[...])")


def test_instances_are_copied_pickled_and_encoded() -> None:
    point: Any = Point
    one = point(1, (2, 3), "note", [4])
    for same in (
        copy.copy(one),
        copy.deepcopy(one),
        pickle.loads(pickle.dumps(one)),
        msgspec.msgpack.decode(msgspec.msgpack.encode(one), type=Point),
    ):
        assert (same, same.note, same.seen) == (one, "note", [4])


def test_what_is_not_frozen_is_made_by_the_standard_library() -> None:
    @frozen_classes.dataclass
    class Open:
        """One that can be changed."""

        x: int = 1

    made: Any = Open
    one = made()
    one.x = 2
    assert one == made(2)
