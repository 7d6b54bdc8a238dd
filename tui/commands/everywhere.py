"""Commands whose keys hold everywhere, and those that move in every pane."""

from __future__ import annotations

from typing import Final

from .command import Command, table

EVERYWHERE: Final[tuple[Command, ...]] = (
    *table(
        "everywhere",
        ("search.open", "s|/", "search", "Search the journal; hits show while you type", True),
        ("jump.title", "o|ctrl+o", "jump", "Go to a post by its title", True),
        ("app.help", "?|f1", "help", "Help for the focused pane, then everything else", True),
        ("app.palette", ":|ctrl+p", "palette", "Find a command by its name"),
        ("app.cancel", "escape", "cancel", "Cancel, clear, or close what is on top"),
        ("app.back", "q", "back", "Back; at the root, quit", True),
        ("app.quit", "ctrl+q", "quit", "Quit"),
        ("app.suspend", "ctrl+z", "suspend", "Back to the shell; fg goes on here"),
        ("jump.name", "#", "tag", "Go to a tag or a category", True),
        ("jump.date", "@", "date", "Go to a date", True),
        ("calendar.open", "c", "calendar", "The days and their posts, month by month", True),
        ("history.earlier", "H|g b", "back in history", "The post read before, where it was left"),
        ("history.later", "L|g f", "forward in history", "Forward again after going back"),
        ("history.list", "g l", "read before", "The posts that were read, the last one first"),
        ("bookmark.toggle", "m", "bookmark", "Bookmark this place; once more removes it"),
        ("bookmark.list", "'", "bookmarks", "The bookmarks and the saved searches"),
        ("note.write", "E", "note", "Write a note of your own on this place, or change it"),
        ("note.list", "g n", "notes", "Your notes, the newest first"),
        ("note.copy", "g x", "copy notes", "Copy all your notes and bookmarks as Markdown"),
        ("search.save", "S|g k", "save search", "Save the search under a letter or a name"),
        ("focus.tree", "1", "tree", "Focus the tree"),
        ("focus.list", "2", "list", "Focus the list"),
        ("focus.viewer", "3", "viewer", "Focus the viewer"),
        ("focus.contents", "4", "contents", "Focus the contents"),
        ("focus.next_pane", "tab", "next pane", "Focus the next pane"),
        ("focus.previous_pane", "shift+tab", "previous pane", "Focus the previous pane"),
        ("view.zoom", "z", "zoom", "Let the focused pane fill the screen, or shrink it again"),
        (
            "view.wider",
            "g >",
            "wider",
            "Make the focused pane wider; its border can be dragged too",
        ),
        ("view.narrower", "g <", "narrower", "Make the focused pane narrower"),
        ("view.reset_widths", "g =", "first widths", "Give the panes the widths they had at first"),
        ("view.toggle_contents", "t", "contents", "Contents on or off"),
        ("post.edit", "e", "edit", "Open the post in $VISUAL or $EDITOR at the line shown"),
        ("post.copy", "y", "copy", "Copy the path, a link, a quote, code or the whole post"),
        ("post.metadata", "i", "metadata", "What the front matter says of the post"),
        ("view.theme", "T", "theme", "Choose a theme, each shown as you come to it"),
        ("app.configuration", "g comma", "configuration", "What is configured, and what is wrong"),
        ("journal.reindex", "R", "re-index", "Read the journal's folder again now"),
        ("journal.random", "g r", "random post", "Open a post at random"),
        ("journal.this_day", "g h", "on this day", "The posts of this day in other years"),
        (
            "journal.questions",
            "g q",
            "questions",
            "The questions of all posts, and a review of them",
        ),
        ("journal.tasks", "g t", "tasks", "The tasks of all posts, to do or done"),
        ("journal.statistics", "g s", "statistics", "Posts, words, tags and streaks, plotted"),
        (
            "journal.switch",
            "g j",
            "journals",
            "Go to another journal; each stays where you left it",
        ),
        ("journal.problems", "g p", "problems", "List what could not be read as it was meant"),
    ),
    *table(
        "pane",
        ("move.down", "j|down", "down", "A line down"),
        ("move.up", "k|up", "up", "A line up"),
        ("move.half_down", "d|ctrl+d", "half a page down", "Half a page down"),
        ("move.half_up", "u|ctrl+u", "half a page up", "Half a page up"),
        ("move.page_down", "pagedown|ctrl+f", "page down", "A page down"),
        ("move.page_up", "pageup", "page up", "A page up"),
        ("move.first", "g g|home", "first", "To the beginning"),
        ("move.last", "G|end|g $", "last", "To the end"),
    ),
)
"""What can be asked for wherever the reader is."""
