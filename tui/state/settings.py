"""What the reader prefers in every journal: the theme, the width of the page, what is shown."""

from __future__ import annotations

from tui.configuration.model import Configuration

from .location import settings_file
from .memory import StateStore
from .record_file import RecordFile

KIND = "setting"
_DEFAULT = Configuration()


class Settings:
    """The last choices, each under a name; kept in a small file of their own.

    ``configuration`` is what the reader's file says, whose options are choices too: the last word
    counts. ``trouble`` says in a line why the choices could not be read, where they could not.
    """

    def __init__(self, configuration: Configuration) -> None:
        self.configuration = configuration
        self.memory = StateStore(RecordFile(settings_file(), "every journal"))
        self.trouble = ""

    @classmethod
    def load(cls, configuration: Configuration = _DEFAULT) -> Settings:
        """Read them; without a file there are none yet."""
        settings = cls(configuration)
        try:
            settings.memory.load()
        except OSError as error:
            settings.trouble = f"{settings_file()}: {error.strerror or error}"
        if configuration.given:
            from .setting_precedence import prefer

            prefer(configuration, settings)
        return settings

    def text(self, name: str) -> str | None:
        """A choice that is a text."""
        value = self._value(name)
        return value if isinstance(value, str) else None

    def number(self, name: str) -> int | None:
        """A choice that is a whole number."""
        value = self._value(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def flag(self, name: str) -> bool | None:
        """A choice between yes and no."""
        value = self._value(name)
        return value if isinstance(value, bool) else None

    def _value(self, name: str) -> object:
        found = self.memory.get(KIND, name)
        return None if found is None else found.values.get("value")

    def choose(self, name: str, value: str | int | bool) -> bool:
        """Remember a choice; tells whether it is another than before."""
        if self._value(name) == value:
            return False
        self.memory.put(KIND, name, {"value": value})
        return True
