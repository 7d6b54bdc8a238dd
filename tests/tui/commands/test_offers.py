"""Who runs a command: the nearest of the nodes around the focus that offers it."""

from __future__ import annotations

from collections.abc import Mapping

from tui.commands.offers import Run, nearest_offer, run_offer


class Node:
    """What offers some commands."""

    def __init__(self, offered: Mapping[str, Run]) -> None:
        self.commands_offered = offered


async def test_the_nearest_node_that_offers_a_command_runs_it() -> None:
    done: list[str] = []
    pane = Node({"app.help": lambda: done.append("pane")})
    screen = Node({"app.help": lambda: done.append("screen"), "app.quit": lambda: None})
    run = nearest_offer((object(), Node({}), pane, screen), "app.help")
    assert run is not None
    await run_offer(run)
    assert done == ["pane"]


def test_a_command_that_no_node_offers_is_run_by_none() -> None:
    assert nearest_offer((object(), Node({"app.quit": lambda: None})), "app.help") is None


async def test_a_command_that_takes_its_time_is_waited_for() -> None:
    done: list[str] = []

    async def run() -> None:
        done.append("waited for")

    await run_offer(run)
    assert done == ["waited for"]
