"""A method that handles a message is named after one that exists: Textual passes over others."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import textual.widgets
from textual.message import Message
from textual.message_pump import MessagePump

import tui


def _messages(kind: type[Message] = Message) -> Iterator[type[Message]]:
    for sub in kind.__subclasses__():
        yield sub
        yield from _messages(sub)


def _handlers() -> Iterator[tuple[str, str]]:
    """The classes of the interface and their methods that are named as handlers are."""
    for module in pkgutil.walk_packages(tui.__path__, "tui."):
        if module.name.endswith("__main__"):
            continue
        for _, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if kind.__module__ == module.name and issubclass(kind, MessagePump):
                for name in vars(kind):
                    if name.lstrip("_").startswith("on_"):
                        yield f"{module.name}.{kind.__name__}", name.lstrip("_")


def test_each_handler_is_named_after_a_message() -> None:
    handlers = [*_handlers()]
    for name in vars(textual.widgets)["__all__"]:
        getattr(textual.widgets, name)  # imports it
    known = {message.handler_name for message in _messages()}
    assert len(handlers) > 20
    assert [found for found in handlers if found[1] not in known] == []
