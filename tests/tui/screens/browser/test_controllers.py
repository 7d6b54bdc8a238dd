"""The controllers of the main screen: what is handed on to them, and what they offer."""

from __future__ import annotations

from tests.tui.conftest import Browse
from tui.screens.browser.main import MainScreen


async def test_each_message_that_a_controller_handles_is_handed_on(browse: Browse) -> None:
    async with browse() as browser:
        handled = {kind for one in browser.screen._controllers for kind in one.handlers}
    names = {kind for kind in handled if isinstance(kind, str)}
    forwarded = vars(MainScreen)["_decorated_handlers"]
    assert handled - names == set(forwarded)
    assert all(hasattr(MainScreen, name) for name in names)


async def test_no_two_controllers_offer_the_same_command(browse: Browse) -> None:
    async with browse() as browser:
        controllers = browser.screen._controllers
        offered = [command_id for one in controllers for command_id in one.commands_offered]
    assert len(offered) == len(set(offered))
