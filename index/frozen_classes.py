"""Frozen classes that are made with one compilation; see ``values``."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError
from reprlib import recursive_repr
from typing import Any, TypeVar

T = TypeVar("T")
Method = Callable[..., Any]

_KNOWN = frozenset({"kw_only", "eq"})


def dataclass(
    cls: type[T] | None = None, /, *, frozen: bool = False, slots: bool = False, **others: bool
) -> Any:
    """What ``dataclasses.dataclass`` makes of a class.

    Args:
        cls: The class; None where the decorator is called with arguments alone.
        frozen: Whether instances cannot be changed. Only such classes are made here.
        slots: Whether instances have slots.
        others: What else ``dataclasses.dataclass`` takes.
    """

    def make(cls: type[T]) -> type[T]:
        if frozen and others.keys() <= _KNOWN:
            return _made(cls, slots=slots, **others)
        return dataclasses.dataclass(frozen=frozen, slots=slots, **others)(cls)

    return make if cls is None else make(cls)


def _made(cls: type[T], *, slots: bool, kw_only: bool = False, eq: bool = True) -> type[T]:
    defined = frozenset(vars(cls))
    make = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)
    made: type[T] = make(cls)
    fields = dataclasses.fields(made)  # type: ignore[arg-type]  # it has just been made one
    names = [field.name for field in fields]
    methods = {
        **_compiled(fields, eq=eq, is_checked=hasattr(made, "__post_init__")),
        "__repr__": _repr([field.name for field in fields if field.repr]),
        **_freezing(made, frozenset(names)),
        **(_state(names) if slots else {}),
    }
    for name, method in methods.items():
        if name not in defined:
            method.__name__, method.__qualname__ = name, f"{made.__qualname__}.{name}"
            setattr(made, name, method)
    return made


def _compiled(fields: Sequence[Field[Any]], *, eq: bool, is_checked: bool) -> dict[str, Method]:
    """The methods that are called often, compiled together.

    Args:
        fields: The fields of the class.
        eq: Whether instances are compared by their fields.
        is_checked: Whether the class has ``__post_init__``.
    """
    names: dict[str, Any] = {"_set": object.__setattr__, "_missing": MISSING}
    positional: list[str] = []
    keywords: list[str] = []
    lines: list[str] = []
    for field in fields:
        parameter, value = field.name, field.name
        if field.default_factory is not MISSING:
            names[f"_make_{field.name}"] = field.default_factory
            parameter += "=_missing"
            value = f"_make_{field.name}()"
            if field.init:
                value += f" if {field.name} is _missing else {field.name}"
        elif field.default is not MISSING:
            names[f"_default_{field.name}"] = field.default
            parameter += f"=_default_{field.name}"
            value = field.name if field.init else f"_default_{field.name}"
        elif not field.init:
            continue
        if field.init:
            (keywords if field.kw_only else positional).append(parameter)
        lines.append(f"_set(self, {field.name!r}, {value})")
    if is_checked:
        lines.append("self.__post_init__()")
    parameters = ["self", *positional, *(["*", *keywords] if keywords else [])]
    source = [
        f"def __init__({', '.join(parameters)}):",
        *(f" {line}" for line in lines or ["pass"]),
    ]
    if eq:
        compared = [field.name for field in fields if field.compare]
        own, others = ("".join(f"{one}.{name}," for name in compared) for one in ("self", "other"))
        source += [
            "def __eq__(self, other):",
            " if other.__class__ is self.__class__:",
            f"  return ({own}) == ({others})",
            " return NotImplemented",
            f"def __hash__(self): return hash(({own}))",
        ]
    exec("\n".join(source), names)  # noqa: S102  names of fields alone, as dataclasses does it
    names["__init__"].__annotations__ = {
        **{field.name: field.type for field in fields if field.init},
        "return": None,
    }
    return {name: names[name] for name in ("__init__", "__eq__", "__hash__") if name in names}


def _repr(names: Sequence[str]) -> Method:
    @recursive_repr()
    def shown(self: Any) -> str:
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{self.__class__.__qualname__}({values})"

    return shown


def _freezing(cls: type[object], names: frozenset[str]) -> dict[str, Method]:
    """What refuses to change an instance."""

    def refuse(self: Any, name: str, value: object) -> None:
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def refuse_deletion(self: Any, name: str) -> None:
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    return {"__setattr__": refuse, "__delattr__": refuse_deletion}


def _state(names: Sequence[str]) -> dict[str, Method]:
    """What copies and pickles instances with slots."""

    def state(self: Any) -> list[Any]:
        return [getattr(self, name) for name in names]

    def restore(self: Any, state: Sequence[Any]) -> None:
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    return {"__getstate__": state, "__setstate__": restore}
