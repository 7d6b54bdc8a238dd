from __future__ import annotations

from collections.abc import Iterator

import pytest

from tui.commands import COMMANDS, set_active_commands
from tui.commands.remapping import with_keys
from tui.language import choose_language
from tui.widgets.base.window_footer import foot


@pytest.fixture
def remapped() -> Iterator[None]:
    set_active_commands(with_keys({"related.choose": ("g space",), "related.copy": ()}, COMMANDS))
    yield
    set_active_commands(COMMANDS)


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (None, "Enter goes · Esc closes · 지우기 d"),
        (60, "Enter goes · Esc closes · 지우기 d"),
        (36, "Enter goes · Esc closes"),
        (28, "Enter goes  Esc closes"),
        (27, "Esc closes"),
        (5, "Esc closes"),
    ],
)
def test_a_foot_has_the_parts_that_fit(width: int | None, shown: str) -> None:
    said = foot("{jump_choose} goes · {jump_close} closes", "{what} d", width=width, what="지우기")
    assert said.plain == shown


def test_choosing_closing_and_filtering_are_left_out_last() -> None:
    texts = (
        "{tasks_choose} opens · {tasks_close} closes",
        "{tasks_state} which · {tasks_filter} filter",
    )
    assert foot(*texts, width=41).plain == "Enter opens · Esc closes · / filter"
    assert foot(*texts, width=40).plain == "Enter opens  Esc closes  / filter"
    assert foot(*texts, width=36).plain == "Enter opens  Esc closes"


@pytest.mark.usefixtures("remapped")
def test_a_foot_names_the_keys_there_are_and_leaves_out_what_has_none() -> None:
    text = "{related_choose} goes · {related_close} closes · {related_copy} copies its address"
    assert foot(text).plain == "gSpace goes · Esc closes"
    choose_language("ko")
    assert foot(text).plain == "gSpace 가기 · Esc 닫기"


def test_a_foot_words_only_the_keys_that_it_names(monkeypatch: pytest.MonkeyPatch) -> None:
    named: list[str] = []

    def name(key: str) -> str:
        named.append(key)
        return key

    monkeypatch.setattr("tui.commands.command.key_label", name)
    assert foot("{jump_choose} goes · {jump_close} closes").plain == "enter goes · escape closes"
    assert named == ["enter", "escape"]
