"""What the index tells is a code with fields: no sentence is made of it here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from index.errors import ForeignFolder, JournalError, reason
from index.messages import Code, Message
from index.post import ProblemKind
from tests.index.built_messages import built_messages, sources

_CARRIERS = frozenset(
    ("Problem", "JournalError", "PostNotFound", "Fault", "YamlError", "ExpressionError")
)
"""What carries a message to a caller."""
_TELLERS = frozenset(("hint", "_hint", "wrong", "_problem"))
"""Methods that are given one."""


def _written(call: ast.Call) -> Iterator[ast.expr]:
    """The texts that stand in a call, in place of messages."""
    for argument in (*call.args, *(word.value for word in call.keywords)):
        match argument:
            case ast.JoinedStr():
                yield argument
            case ast.Constant(value=str(text)) if text and text not in get_args(ProblemKind):
                yield argument


def test_problems_hints_and_errors_are_made_of_no_text() -> None:
    found = []
    for path, tree in sources():
        for node in ast.walk(tree):
            match node:
                case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                    if name in _CARRIERS | _TELLERS and any(_written(node)):
                        found.append(f"{path}:{node.lineno}")
    assert not found, "\n".join(found)


def test_no_field_of_a_message_is_a_sentence() -> None:
    """A field may be put together, of an address or a number; what it is made of has no words."""
    found = [
        f"{path}:{node.lineno}"
        for path, built in built_messages()
        for argument in built.call.keywords
        for node in ast.walk(argument.value)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if " " in node.value and node.value not in get_args(Code)
    ]
    assert not found, "\n".join(found)


def test_messages_of_one_code_have_the_same_fields() -> None:
    fields: dict[str, set[str]] = {}
    for path, built in built_messages():
        if built.code:
            known = fields.setdefault(built.code, built.fields)
            assert known == built.fields, f"{path}:{built.call.lineno}"


def test_every_code_is_in_use() -> None:
    used = {
        node.value
        for path, tree in sources()
        if path.name != "messages.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
    }
    assert set(get_args(Code)) - used == {"as-reported"}  # which only ``reported`` makes


def test_a_message_is_readable_for_a_developer() -> None:
    near = Message.of("did-you-mean", near="is:unread")
    told = Message.of("unknown-value", field="is", text="unraed", reason=near)
    assert f"{told}" == (
        "unknown value (field: is, text: unraed, reason: did you mean (near: is:unread))"
    )
    assert f"{Message.of('close-quote')}" == "close quote"
    assert f"{Message.of('known-values', values=('a', 'b'))}" == "known values (values: a; b)"
    assert f"{JournalError(near)}" == f"{near}"


def test_texts_are_changed_in_all_of_a_message() -> None:
    inner = Message.of("nothing-at-path", path="a\nb")
    message = Message.of("link-broken", target="a\n", reason=inner)
    changed = message.with_texts(lambda text: text.replace("\n", " "))
    assert changed == Message.of(
        "link-broken", target="a ", reason=Message.of("nothing-at-path", path="a b")
    )
    values = Message.of("known-values", values=("x\n", inner))
    assert values.with_texts(str.strip) == Message.of("known-values", values=("x", inner))


@pytest.mark.parametrize(
    "message",
    [
        Message.of("close-quote"),
        Message.of("bytes-undecodable", count=3, encoding="UTF-8", line=2),
        Message.of("front-matter-broken", reason=Message.of("close-quote")),
        Message.of("known-values", values=("a", Message.of("close-quote"))),
    ],
)
def test_a_message_is_stored_and_read_again(message: Message) -> None:
    stored = msgspec.msgpack.encode(message)
    assert msgspec.msgpack.decode(stored, type=Message) == message


def test_why_something_failed_is_told(tmp_path: Path) -> None:
    foreign = ForeignFolder(tmp_path)
    assert reason(foreign) == Message.of("folder-of-somebody-else", path=f"{tmp_path}")
    with pytest.raises(OSError, match="missing") as raised:
        (tmp_path / "missing").open()
    assert f"{tmp_path}" in f"{reason(raised.value)}"
    assert f"{tmp_path}" not in f"{reason(raised.value, brief=True)}"
    assert reason(ValueError("a\0b")) == "a\0b"
