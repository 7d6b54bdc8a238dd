"""Code and tables wider than the view: seen by moving aside, or folded, and never cut."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from index.post import Document
from tui.widgets.page_view.display_commands import DisplayCommands

ShowPage = Callable[..., AbstractAsyncContextManager[Any]]
ReadBody = Callable[..., Document]

COLUMNS = 200
TABLE = "\n".join(
    ["|" + "|".join(f"이름{n}" for n in range(COLUMNS)) + "|", "|" + "-|" * COLUMNS]
    + ["|" + "|".join(f"값{row}-{n}" for n in range(COLUMNS)) + "|" for row in range(5)]
)
CODE = (
    "앞\n\n```python\nshort = 1\nnames = [" + ", ".join(f'"이름{n}"' for n in range(40)) + "]\n```"
)


def seen_while_moving(page: Any) -> str:
    said = [page.screen]
    before = -1
    while page.view.state.shown.aside != before:
        before = page.view.state.shown.aside
        DisplayCommands(page.view).scroll_sideways(16)
        said.append(page.screen)
    return "\n".join(line for lines in said for line in lines)


async def test_every_cell_of_a_table_of_200_columns_is_seen_by_moving_aside(
    show_page: ShowPage, read_body: ReadBody
) -> None:
    async with show_page(read_body(TABLE), (60, 12)) as page:
        first = page.screen[3:]
        assert first[0].startswith("이름0")
        assert first[0].endswith("›")
        said = seen_while_moving(page)
        assert all(f"이름{n}" in said and f"값4-{n}" in said for n in range(COLUMNS))
        assert page.screen[3].startswith("‹")
        assert "이름199" in page.screen[3]
        page.view.apply(page.view.state.scroll_sideways(-10_000))
        assert page.screen[3:] == first


async def test_long_lines_of_code_are_seen_by_moving_aside_or_folded(
    show_page: ShowPage, read_body: ReadBody
) -> None:
    async with show_page(read_body(CODE), (60, 30)) as page:
        assert next(line for line in page.screen if "이름" in line).endswith("›")
        said = seen_while_moving(page)
        assert all(f'"이름{n}"' in said for n in range(40))
        assert "앞" in page.screen
        page.view.set_options(wrapped=True)
        await page.settle()
        folded = "".join(line.lstrip("│┆ ") for line in page.screen)
        assert all(f'"이름{n}"' in folded.replace(" ", "") for n in range(40))


async def test_a_match_far_to_the_right_comes_into_sight(
    show_page: ShowPage, read_body: ReadBody
) -> None:
    async with show_page(read_body(CODE), (60, 30)) as page:
        page.view.find("이름35")
        assert any("이름35" in line for line in page.screen)
        page.view.find("short")
        assert any("short" in line for line in page.screen)


async def test_selected_code_is_as_it_was_written(show_page: ShowPage, read_body: ReadBody) -> None:
    async with show_page(read_body(CODE), (60, 30)) as page:
        page.view.apply(page.view.state.scroll_sideways(64))
        page.view.text_select_all()
        chosen = page.pilot.app.screen.get_selected_text()
        assert CODE.split("```python\n")[1].removesuffix("\n```") in chosen
        page.pilot.app.screen.clear_selection()
        y = next(n for n, line in enumerate(page.screen) if "이름" in line)
        await page.pilot.mouse_down(offset=(10, y))
        await page.pilot.hover(offset=(20, y))
        await page.pilot.mouse_up(offset=(20, y))
        assert page.pilot.app.screen.get_selected_text() in CODE
