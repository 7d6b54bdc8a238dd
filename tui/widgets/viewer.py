"""The page as a pane: the table's keys over a ``PageView``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from textual.binding import BindingType
from textual.message import Message

from index.post import Link
from tui.commands import bindings_of
from tui.page.view import PageView


class Viewer(PageView, can_focus=True, inherit_bindings=False):
    """The post that is read."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("viewer", "pane")]

    class FindWanted(Message):
        """The reader wants to find something in the post."""

    @dataclass
    class PostWanted(Message):
        """A neighbour of the post is to be read: ``by`` places on in the list, or in time."""

        of: Literal["list", "time"]
        by: int

    @dataclass
    class LinkFollowed(Message):
        """The reader follows a link."""

        link: Link

    match_position = ""
    percent = 0

    def find(self, text):
        pass

    def step_match(self, by):
        pass

    def action_viewer_find(self):
        self.post_message(self.FindWanted())
