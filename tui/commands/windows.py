"""Commands of the fields that are typed in, and of the windows that lie over the browser."""

from __future__ import annotations

from typing import Final

from .command import Command, table

WINDOWS: Final[tuple[Command, ...]] = (
    *table(
        "search",
        ("search.enter", "enter", "open", "Open the hit at its first match", True),
        ("search.next_hit", "down", "next hit", "The next hit", True),
        ("search.previous_hit", "up", "previous hit", "The hit before"),
        ("search.complete", "tab", "complete", "Complete a field or a value as marked", True),
        ("search.syntax", "f1", "syntax", "What a query may hold", True),
        ("search.leave", "escape", "clear", "Clear the query, then close the field", True),
        ("search.earlier", "ctrl+r", "earlier", "Choose one of the earlier searches", True),
        ("search.next_completion", "shift+tab", "other", "Mark the next completion", True),
    ),
    *table(
        "picker",
        ("picker.choose", "enter", "choose", "Go there, or search for it"),
        ("picker.next", "down|ctrl+n", "next", "The next one"),
        ("picker.previous", "up|ctrl+p", "previous", "The one before"),
        ("picker.page_down", "pagedown", "page down", "A page down"),
        ("picker.page_up", "pageup", "page up", "A page up"),
        ("picker.forget", "ctrl+d", "forget", "Forget it"),
        ("picker.close", "escape", "close", "Back without a choice"),
    ),
    *table(
        "save_search",
        ("save_search.save", "enter", "save", "Save the search under the name"),
        ("save_search.close", "escape", "close", "Back without saving it"),
    ),
    *table(
        "note",
        ("note.save", "ctrl+s", "save", "Save the note; one without a word is taken away"),
        ("note.new_line", "enter", "new line", "A new line of the note"),
        ("note.next_line", "ctrl+n", "next line", "Put it on the next line of the post"),
        ("note.previous_line", "ctrl+p", "line before", "Put it on the line before"),
        ("note.close", "escape", "close", "Close it; a second time, even if it is not saved"),
    ),
    *table(
        "copy",
        ("copy.path", "p", "path", "Where the file is in the journal"),
        ("copy.permalink", "l", "permalink", "The post's address"),
        ("copy.link", "m", "Markdown link", "The title, linked to the address"),
        ("copy.quote", "q", "quote", "What is selected, or the paragraph in sight, and its source"),
        ("copy.code", "c", "code block", "The code in sight"),
        ("copy.post", "w", "whole post", "The file as it is written"),
    ),
    *table(
        "find",
        ("find.enter", "enter", "go", "Go to the match and on reading", True),
        ("find.next_match", "down", "next match", "The next match", True),
        ("find.previous_match", "up", "previous match", "The match before"),
        ("find.leave", "escape", "close", "Close the field and forget the matches", True),
    ),
    *table(
        "jump",
        ("jump.choose", "enter", "go", "Go there"),
        ("jump.next", "down|ctrl+n", "next", "The next one"),
        ("jump.previous", "up|ctrl+p", "previous", "The one before"),
        ("jump.page_down", "pagedown", "page down", "A page down"),
        ("jump.page_up", "pageup", "page up", "A page up"),
        ("jump.close", "escape", "close", "Back to what was before"),
    ),
    *table(
        "calendar",
        ("calendar.next_day", "l|right", "next day", "The next day"),
        ("calendar.previous_day", "h|left", "previous day", "The day before"),
        ("calendar.next_week", "j|down", "next week", "A week on"),
        ("calendar.previous_week", "k|up", "previous week", "A week back"),
        ("calendar.next_month", "]|pagedown", "next month", "A month on"),
        ("calendar.previous_month", "[|pageup", "previous month", "A month back"),
        ("calendar.next_year", "}", "next year", "A year on"),
        ("calendar.previous_year", "{", "previous year", "A year back"),
        ("calendar.next_post", "n", "next posts", "The next day that has posts"),
        ("calendar.previous_post", "N", "posts before", "The day before that has posts"),
        ("calendar.today", ".", "today", "Today"),
        ("calendar.choose", "enter", "open", "The posts of the day, or of the marked days", True),
        ("calendar.mark", "space", "mark", "Mark days from here on; once more lists them", True),
        ("calendar.measure", "w", "words", "Count posts, or their words", True),
        ("calendar.close", "c|escape|q", "close", "Unmark the days, or close the calendar", True),
    ),
    *table(
        "related",
        ("related.choose", "enter|l|right", "go", "Go to the post, at the link where it is one"),
        ("related.copy", "y", "copy", "Copy the address of the post, or of the author's page"),
        ("related.close", "escape|q|h|left|r", "close", "Back to the page, where it was"),
    ),
    *table(
        "questions",
        ("questions.choose", "enter|l|right", "open", "Open the post at the question"),
        ("questions.review", "r", "review", "Ask them one by one, from here on"),
        ("questions.state", "a", "which", "All questions, the unanswered, the answered"),
        ("questions.order", ".", "order", "By date, or by the title of the post"),
        ("questions.filter", "/", "filter", "Only those that have what is typed"),
        ("questions.close", "escape|q", "close", "Forget the filter, then close"),
    ),
    *table(
        "filter",
        ("filter.done", "enter|down|tab", "done", "To what has it"),
        ("filter.leave", "escape", "all", "Forget the filter"),
    ),
    *table(
        "review",
        ("review.answer", "space|enter", "answer", "Show the answer; once more, the next question"),
        ("review.next", "n|l|right", "next", "The next question"),
        ("review.previous", "p|h|left", "previous", "The question before"),
        ("review.shuffle", "r", "at random", "In random order, or in the order of the list again"),
        ("review.open", "o", "open", "Open the post at the question"),
        ("review.close", "escape|q", "close", "Back to the questions"),
    ),
    *table(
        "statistics",
        ("statistics.choose", "enter|l|right", "posts", "List the posts that the line counts"),
        ("statistics.close", "escape|q", "close", "Back to what was before"),
    ),
    *table("theme", ("theme.choose", "enter", "choose", "Keep the theme that is shown")),
    *table("labels", ("labels.leave", "escape", "no link", "Take the labels away", True)),
    *table(
        "address",
        ("address.open", "enter", "open", "Open it in the system's browser, or mail program"),
        ("address.copy", "y", "copy", "Copy the address"),
    ),
)
"""What can be asked of one field or window."""
