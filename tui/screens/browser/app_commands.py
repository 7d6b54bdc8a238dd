"""Commands on ilgi itself, and those that lead back, step by step, until it quits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.messages import JournalsRequested, SettingChosen
from tui.model.query_text import one_step_back

from .browser import Browser, Controller
from .pane_focus import scope_of

if TYPE_CHECKING:
    from .pane_focus import PaneFocus


class AppCommands(Controller):
    """Help, settings, other journals, and leaving whatever is open."""

    def __init__(self, browser: Browser, panes: PaneFocus) -> None:
        super().__init__(browser)
        self._panes = panes
        self.commands_offered = {
            "app.help": self._show_help,
            "app.palette": lambda: browser.app.action_command_palette(),
            "app.configuration": self._show_configuration,
            "app.cancel": self._cancel,
            "app.back": self._back,
            "app.quit": lambda: browser.app.action_quit(),
            "app.suspend": lambda: browser.app.action_suspend_process(),
            "journal.switch": self._switch_journal,
            "view.theme": self._choose_theme,
        }

    def _show_help(self) -> None:
        """Help for the focused pane, then everything else."""
        from tui.screens.dialogs.help import help_screen

        self._browser.app.push_screen(help_screen(scope_of(self._browser.focused)))

    def _show_configuration(self) -> None:
        """Show what is configured, and what is wrong in the file."""
        from tui.screens.dialogs.configuration_report import configured_screen

        configuration = self._browser.state_worker.settings.configuration
        self._browser.app.push_screen(configured_screen(configuration))

    def _switch_journal(self) -> None:
        """Turn to another journal."""
        self._browser.post_message(JournalsRequested())

    def _choose_theme(self) -> None:
        from tui.screens.dialogs.theme import ThemeScreen

        browser, app = self._browser, self._browser.app

        def prefer(_: None) -> None:
            browser.post_message(SettingChosen("theme", app.theme))

        app.push_screen(ThemeScreen(sorted(app.available_themes), app.theme), prefer)

    def _cancel(self) -> None:
        """Cancel, clear, or close what is on top; marks on the page where the page is used."""
        if self._panes.close_drawer():
            return
        reader = self._browser.reader
        in_page = self._browser.at in ("viewer", "contents")
        if not (in_page and (reader.close_find() or reader.unmark())):
            self._step_back()

    async def _back(self) -> None:
        """Back; at the root, quit."""
        if not self._step_back():
            await self._browser.app.action_quit()

    def _step_back(self) -> bool:
        """Undo the last thing that was opened; False where there is none."""
        browser = self._browser
        if self._panes.close_drawer():
            return True
        if browser.at == "viewer" and browser.go_back():
            return True
        if browser.panes.zoomed:
            self._panes.zoom()
        elif browser.at == "contents":
            browser.focus_pane("viewer")
        elif browser.at == "viewer" and not browser.is_one_post:
            self._panes.focus_middle()
        elif browser.has_class("-problems") and browser.problem_filter.value:
            browser.problem_filter.forget()
        elif browser.has_class("-problems"):
            browser.show_problems(shown=False)
            browser.focus_pane(browser.middle)
        elif query := browser.bar.search.searched:
            browser.run_query(one_step_back(query))
        else:
            return False
        return True
