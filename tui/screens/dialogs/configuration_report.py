"""What is configured, and the mistakes in the file."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from textual.app import App

from tui.commands import key_label
from tui.configuration.location import configuration_file
from tui.configuration.model import Configuration, ConfigurationProblem
from tui.configuration.options import OPTIONS
from tui.language import translate, translate_count

from .help import Entry, HelpScreen

_MOST_TOLD = 4
_SECONDS = 15
_GAP = 2
_COLUMN = 12


def tell_mistakes(app: App[int], configuration: Configuration) -> None:
    """Say in a corner what is wrong in the file, the first of it where it is much."""
    mistakes = configuration.mistakes
    lines = [_told(mistake) for mistake in mistakes[:_MOST_TOLD]]
    if more := len(mistakes) - len(lines):
        lines.append(translate_count(more, "and {count} more mistake", "and {count} more mistakes"))
    title = f"{configuration_file()}"
    app.notify("\n".join(lines), title=title, severity="warning", timeout=_SECONDS, markup=False)


def configured_screen(configuration: Configuration) -> HelpScreen:
    """The file, its mistakes, and all that holds."""
    entries = [Entry(f"{configuration_file()}"), Entry("")]
    for mistake in configuration.mistakes:
        line = "" if mistake.line is None else translate("line {line}", line=mistake.line)
        entries.append(Entry(line, mistake.message, _COLUMN))
    if configuration.mistakes:
        entries.append(Entry(""))
    rows = [*_rows(configuration)]
    width = max(cell_len(name) for name, _, _ in rows) + _GAP
    for name, value, given in rows:
        said = translate("{value}, in the file", value=value) if given else value
        entries.append(Entry(name, said, width))
    return HelpScreen(translate("Configuration"), entries)


def _rows(configuration: Configuration) -> Iterator[tuple[str, str, bool]]:
    """Each option with its value, and whether the file gives it; then journals and keys."""
    for option in OPTIONS:
        value = option.of(configuration)
        shown = f"{value}".lower() if isinstance(value, bool) else f"{value}"
        yield option.path, shown, option.path in configuration.given
    for name, path in configuration.journals.items():
        kind = configuration.kinds.get(name)
        yield f"journals.{name}", f"{path} ({kind})" if kind else f"{path}", True
    for id_, keys in configuration.keys.items():
        yield f"keys.{id_}", " ".join(map(key_label, keys)) or translate("none"), True


def _told(mistake: ConfigurationProblem) -> str:
    if mistake.line is None:
        return mistake.message
    return translate("line {line}: {message}", line=mistake.line, message=mistake.message)
