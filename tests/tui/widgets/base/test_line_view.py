"""Views over lines: when the whole screen is laid out anew for them."""

from __future__ import annotations

from textual.app import App, ComposeResult

from tui.widgets.base.line_view import LineView


class _Views(App[None]):
    CSS = "LineView { height: 10; }"

    def compose(self) -> ComposeResult:
        yield LineView(id="shown")
        hidden = LineView(id="hidden")
        hidden.display = False
        yield hidden


async def test_lines_of_a_hidden_view_lay_nothing_out_until_it_is_shown() -> None:
    app = _Views()
    async with app.run_test() as pilot:
        await pilot.pause()
        layouts: list[object] = []
        app.screen.screen_layout_refresh_signal.subscribe(app.screen, layouts.append)
        hidden = app.query_one("#hidden", LineView)
        for lines in (100, 3, 50):
            hidden.set_extent(lines)
            await pilot.pause()
        assert not layouts
        hidden.display = True
        await pilot.pause()
        assert layouts
        assert hidden.show_vertical_scrollbar
        assert hidden.max_scroll_y == 40


async def test_lines_lay_out_where_a_scroll_bar_comes_or_goes() -> None:
    app = _Views()
    async with app.run_test() as pilot:
        await pilot.pause()
        shown = app.query_one("#shown", LineView)
        layouts: list[object] = []
        app.screen.screen_layout_refresh_signal.subscribe(app.screen, layouts.append)
        shown.set_extent(5)
        await pilot.pause()
        assert not layouts
        shown.set_extent(50)
        await pilot.pause()
        assert layouts
        assert shown.show_vertical_scrollbar
        assert shown.max_scroll_y == 40
